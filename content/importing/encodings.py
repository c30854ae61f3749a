"""Bytes to text: byte order marks, UTF-16, the Cyrillic single-byte encodings, NUL bytes."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from content.importing.candidates import Problem, ProblemLog

MAX_BYTES = 20 * 1024 * 1024

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC = ("cp1251", "koi8_r", "cp866")
# The bytes at which KZ-1048, the Kazakh variant of Windows-1251, holds Kazakh letters.
_KAZAKH_BYTES = re.compile(rb"[\x8d\x8e\x9d\x9e\xa1\xa2\xa3\xa5\xaa\xaf\xb4\xba\xbc\xbd\xbe\xbf]")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 64 * 1024
_MIN_WIDE_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read with and what had to be repaired."""

    text: str
    encoding: str
    problems: tuple[Problem, ...]


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Return the text of ``data`` without byte order mark and NUL characters; never fails.

    ``declared`` is an encoding named by the file itself; it is believed only when the bytes are not UTF-8 and it fits.
    """
    notes = ProblemLog()
    text, encoding = _text_and_encoding(data, declared=declared, notes=notes)
    nul = text.find("\0")
    if nul >= 0:
        notes.warning(
            "file.nul",
            _("В файле есть нулевые байты, они пропущены."),
            line=text.count("\n", 0, nul) + 1,
        )
        text = text.replace("\0", "")
    return Decoded(text=text.removeprefix("\ufeff"), encoding=encoding, problems=tuple(notes.problems))


def _text_and_encoding(data: bytes, *, declared: str, notes: ProblemLog) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, notes), encoding
    wide = _wide_encoding(data)
    if wide:
        return _lenient(data, wide, notes), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return _lenient(data, "utf-8", notes), "utf-8"
    if declared:
        try:
            return data.decode(declared), codecs.lookup(declared).name
        except (LookupError, UnicodeError, ValueError):
            pass
    encoding = _single_byte_encoding(data)
    notes.warning(
        "file.encoding",
        _("Файл не в UTF-8; прочитан как %(encoding)s. Проверьте буквы в названиях.") % {"encoding": encoding},
    )
    return _lenient(data, encoding, notes), encoding


def _lenient(data: bytes, encoding: str, notes: ProblemLog) -> str:
    """Decode, replacing what cannot be; says so with the first line affected."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        notes.warning(
            "file.damaged_text",
            _("Часть знаков не читается в кодировке %(encoding)s и заменена знаком «�».") % {"encoding": encoding},
            line=data[: error.start].decode(encoding, errors="replace").count("\n") + 1,
        )
        return text


def _wide_encoding(data: bytes) -> str:
    """Recognise UTF-16 without a mark: every other byte is 00 (Latin, digits, line ends) or 04 (Cyrillic)."""
    sample = data[:4096]
    if len(sample) < _MIN_WIDE_BYTES or b"\0" not in sample:
        return ""
    even, odd = sample[0::2], sample[1::2]
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if high.count(0) + high.count(4) > len(high) * 0.6 and low.count(0) < len(low) * 0.05:
            return encoding
    return ""


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes (a cut file, a bad merge) from another encoding."""
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    whole = sum(1 for character in data.decode("utf-8", errors="ignore") if character > "\x7f")
    return whole > 0 and broken <= max(1, whole // 10)


def _single_byte_encoding(data: bytes) -> str:
    """Guess among the encodings of Cyrillic files; the usual Windows one when nothing fits."""
    lines = [line for line in data.splitlines() if _HIGH_BYTES.search(line)]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=list(_CYRILLIC)).best()
    encoding = best.encoding if best is not None and best.encoding in _CYRILLIC else "cp1251"
    # Windows-1251 has Serbian and Ukrainian letters there, which this country's files do not use.
    return "kz1048" if encoding == "cp1251" and _KAZAKH_BYTES.search(sample) else encoding
