"""Hand the texts of an edition to a layout, and note which of them it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core.diagnostics import Place, Problem, Problems
from ..core.names import TextKey
from ..core.project import Root
from ..text.markup import Inline


class Texts(dict[str, Any]):
    """The texts as a layout names them, `text.lead.title`; it records which were printed."""

    def __init__(self, printed: set[str], prefix: str = "") -> None:
        self.printed = printed
        self.prefix = prefix

    def __getitem__(self, key: str) -> Any:
        self.printed.add(self.prefix + key)
        return super().__getitem__(key)


def nested(text: Mapping[TextKey, Inline]) -> Texts:
    """Return texts in their sections."""
    found = Texts(set())
    for dotted, words in text.items():
        section, _, key = dotted.partition(".")
        found.setdefault(section, Texts(found.printed, f"{section}."))
        dict.__getitem__(found, section)[key] = words
    return found


def check(unused: Iterable[str], root: Root) -> None:
    """Raise Problems for texts that the layout never prints."""
    content = Place(root.name(root.layout / "content.yaml"))
    hint = "print it in page.html.j2, or remove it from content.yaml and the texts"
    if problems := [Problem(content, f'"{key}" is never printed', hint) for key in unused]:
        raise Problems(problems)
