"""Check the wording of texts: their placeholders, links and marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ..core.diagnostics import Place, Problem, suggestion
from ..text import markup, stray_marks
from ..text.stray_marks import Stray
from .yaml_reader import Keys, Located

# How much of a text, from a sign on, tells it apart from others.
CONTEXT = 60


def faults(located: Located, keys: Keys, names: Sequence[str], links: Sequence[str]) -> Iterable[Problem]:
    """Yield what is wrong in any text below some keys of a file; `names` are the known placeholders."""
    parts: Any = located.value
    for key in keys:
        parts = parts[key] if isinstance(parts, dict) else None
    for section, texts in parts.items() if isinstance(parts, dict) else ():
        for key, text in texts.items() if isinstance(texts, dict) and section != "language" else ():
            if isinstance(text, str):
                yield from of_text(text, partial(_place, located, (*keys, section, key)), names, links)


def _place(located: Located, keys: Keys, of: str) -> Place:
    return located.place(keys, of=of)


def of_text(text: str, place: Callable[[str], Place], names: Sequence[str], links: Sequence[str]) -> Iterable[Problem]:
    """Yield what is wrong in a text; `place` returns the place of a word in it."""
    inline = markup.read(text)
    for name in inline.placeholders:
        if name not in names:
            hint = suggestion(name, names)
            yield Problem(
                place("{" + name), f"unknown placeholder {{{name}}}", f"{hint} (to print a brace, write \\{{)"
            )
    for link in inline.links:
        if not link.startswith("#"):
            hint = "put the address under links in leaflet.yaml, and its key here: [words](#key)"
            yield Problem(place(link.split("#")[0] or "]("), f"the address {link} is written in a text", hint)
        elif link[1:] not in links:
            yield Problem(place(f"({link}"), f"the link {link} leads nowhere", suggestion(link[1:], links))
    whole = " ".join(text.split())
    for stray in stray_marks.found(whole):
        yield Problem(_of_sign(whole, stray, place), stray.what, stray.hint)


def _of_sign(text: str, stray: Stray, place: Callable[[str], Place]) -> Place:
    """Return the place of a sign that a text may have more than once: by its word, and what follows."""
    start = text.rfind(" ", 0, stray.start) + 1
    words = text[start : stray.start + CONTEXT]
    if words == stray.sign and start:  # at the end of the text, by itself
        start = text.rfind(" ", 0, start - 1) + 1
        words = text[start:]
    found = place(words)
    return replace(found, column=found.column + stray.start - start) if found.column else found
