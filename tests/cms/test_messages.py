import gettext
import os
from pathlib import Path

import pytest
from django.conf import settings

from cms.messages import catalogue_path, compile_changed, source_messages, untranslated, update_catalogue

MODULE = """from django.utils.translation import gettext as _, gettext_lazy, pgettext
one, two = _("Первое"), gettext_lazy("Второе " "целиком")
three = pgettext("месяц", "Май")
four = _(f"не сообщение {one}")
"""
TEMPLATE = """{% load i18n %}
        <p title="{% trans "Третье" %}">{{ x|default:_("Четвёртое") }}</p>
    {% blocktrans trimmed with name=user %}
        Здравствуйте, {{ name }}
    {% endblocktrans %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / "package" / "texts.py").write_text(MODULE)
    (tmp_path / "package" / "migrations").mkdir()
    (tmp_path / "package" / "migrations" / "0001.py").write_text('_("Из миграции")')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def test_messages_are_found_in_python_and_templates(root: Path) -> None:
    found = [message.id for message in source_messages(root) if message.id]
    assert found == ["Первое", "Второе целиком", "Май", "Третье", "Четвёртое", "Здравствуйте, %(name)s"]


def test_a_catalogue_follows_the_sources_and_takes_translations_from_files(root: Path) -> None:
    addition = root / "more.po"
    addition.write_text(
        'msgid "Первое"\nmsgstr "Бірінші"\n\nmsgid "Draft – of Wagtail"\nmsgstr "Нобай"\n\n'
        'msgid "Чужое"\nmsgstr "Бөтен"\n'
    )
    missing = update_catalogue(root, language="kk", additions=[addition])
    assert missing == ["Второе целиком", "Май", "Третье", "Четвёртое", "Здравствуйте, %(name)s"]
    text = catalogue_path(root, language="kk").read_text()
    assert 'msgid "Draft – of Wagtail"\nmsgstr "Нобай"' in text
    assert "Чужое" not in text
    assert update_catalogue(root, language="kk") == missing
    assert catalogue_path(root, language="kk").read_text() == text


def test_a_fuzzy_or_empty_translation_is_none(root: Path) -> None:
    path = catalogue_path(root, language="kk")
    path.parent.mkdir(parents=True)
    path.write_text('#, fuzzy\nmsgid "Первое"\nmsgstr "Бірінші"\n\nmsgid "Третье"\nmsgstr ""\n')
    assert {"Первое", "Третье"} <= set(untranslated(root, language="kk"))


def test_catalogues_are_compiled_once_and_again_when_they_change(root: Path) -> None:
    path = catalogue_path(root, language="kk")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Первое"\nmsgstr "Бірінші"\n')
    compiled = path.with_suffix(".mo")
    assert compile_changed(root / "locale") == [compiled]
    assert compile_changed(root / "locale") == []
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Первое") == "Бірінші"
    path.write_text('msgid "Первое"\nmsgstr "Алғашқы"\n')
    later = compiled.stat().st_mtime + 5
    os.utime(path, (later, later))
    assert compile_changed(root / "locale") == [compiled]
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Первое") == "Алғашқы"
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["django.mo", "django.po"]


def test_every_message_of_ours_has_a_kazakh_translation() -> None:
    assert untranslated(settings.BASE_DIR, language="kk") == []


def test_every_message_of_ours_is_russian() -> None:
    names = {"iCalendar", "schema.org (JSON-LD)", "WhatsApp", "Instagram"}
    ids = (message.id for message in source_messages(settings.BASE_DIR) if message.id)
    assert [text for text in ids if text.isascii() and text not in names] == []
