"""Reading schema.org nodes: properties that may be a text, an object, a list, a reference or a map of languages."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.importing.building import RawText

Node = Mapping[str, Any]

_LANGUAGES = {
    "kk": "kk", "kaz": "kk", "kz": "kk", "kazakh": "kk", "казахский": "kk", "қазақ": "kk", "қазақша": "kk",
    "ru": "ru", "rus": "ru", "russian": "ru", "русский": "ru", "орыс": "ru", "орысша": "ru",
}  # fmt: skip
_MAX_TEXT = 200_000


def types(node: Node, *, allow_alias: bool = False) -> list[str]:
    """Return the types of a node without their namespace; ``type`` counts where a context may rename it."""
    found = node.get("@type", node.get("type") if allow_alias else None)
    names = found if isinstance(found, list) else [found]
    return [name.rstrip("/").rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]


def items(node: Node, name: str) -> list[Any]:
    """Return the values of a property as a list, empty ones left out."""
    value = node.get(name, node.get(f"schema:{name}"))
    values = value if isinstance(value, list) else [value]
    return [found for found in values if found not in (None, "", [], {})]


def plain(value: Any) -> str:
    """Return a value as text: a string, a number, ``{"@value": …}``, the Russian text of a language map or a name."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str):
        return value[:_MAX_TEXT]
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return next((found for item in value if (found := plain(item))), "")
    if isinstance(value, Mapping):
        for name in ("@value", "name", "ru", "kk", "en"):
            if found := plain(value.get(name)):
                return found
        only = [found for found in value.values() if isinstance(found, str)]
        return only[0] if len(value) == 1 and only else ""
    return ""


def text(node: Node, *names: str) -> str:
    """Return the first property that says anything, as text."""
    return next((found for name in names for value in items(node, name) if (found := plain(value))), "")


def texts(node: Node, name: str, *, language: str) -> list[RawText]:
    """Return a property in every language it is given in; ``language`` is the declared one of the node."""
    return [raw for value in items(node, name) for raw in _texts(value, language) if raw.text.strip()]


def _texts(value: Any, language: str) -> Iterator[RawText]:
    if isinstance(value, Mapping) and "@value" not in value:
        known = [(code, found) for code, found in value.items() if isinstance(found, str) and not code.startswith("@")]
        if any(code in {"ru", "kk"} for code, _found in known):
            yield from (RawText(text=found, language=code) for code, found in known if code in {"ru", "kk"})
            return
    declared = plain(value.get("@language")) if isinstance(value, Mapping) else ""
    yield RawText(text=plain(value), language=declared or language)


def declared_language(node: Node) -> str:
    """Return "ru" or "kk" when the node declares exactly that language, else ""."""
    codes = set()
    for value in items(node, "inLanguage"):
        names = (
            [value]
            if isinstance(value, str)
            else [plain(value.get(key)) for key in ("alternateName", "name")]
            if isinstance(value, Mapping)
            else []
        )
        codes |= {_LANGUAGES.get(name.strip().lower().replace("_", "-").split("-")[0], "") for name in names if name}
    codes.discard("")
    return codes.pop() if len(codes) == 1 else ""


def is_true(value: Any) -> bool | None:
    """Return the meaning of a boolean written as JSON, as text or as a schema.org address."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        word = value.rstrip("/").rpartition("/")[2].lower()
        return {"true": True, "yes": True, "false": False, "no": False}.get(word)
    return None


class Index:
    """The nodes of a file by their ``@id``, for properties that only refer to them."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}

    def add(self, node: Node) -> None:
        """Remember a node that says more than its id."""
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            self._nodes.setdefault(name, node)

    def resolved(self, value: Any) -> Any:
        """Return the node that ``{"@id": …}`` refers to, or the value itself."""
        if isinstance(value, Mapping) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return self._nodes.get(value["@id"], value)
        return value
