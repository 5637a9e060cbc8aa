"""Write what goes out as XLIFF 1.2, the exchange format that every CAT tool reads (OASIS, 1 February 2008).

Marks and placeholders become inline elements, which a tool shows as tags and protects; they are numbered
alike in source and target. Clauses in brackets are those of the specification.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.builder import ElementMaker

from ..core.xml import Element
from ..source.lock import State
from ..text import markup, spelling
from ..text.markup import Run
from ..text.spelling import Marked
from .units import Outgoing, Unit, sealed

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
XML = "http://www.w3.org/XML/1998/namespace"
E = ElementMaker(namespace=XLIFF, nsmap={None: XLIFF})
LANG, SPACE = f"{{{XML}}}lang", f"{{{XML}}}space"
TEXTS = {"source", "target", "note", "seg", "term", "termNote", "title", "p"}

# [2.3, state] What a text is before it goes out. A translation that is finished has nothing left to be
# reviewed once it is official.
STATES = {
    State.MISSING: "needs-translation",
    State.OUTDATED: "needs-review-translation",
    State.UNCONFIRMED: "needs-review-translation",
    State.TRANSLATED: "translated",
}
FINISHED = "final"
HELP = (
    "Tags stand for bold, italics and links, and for names and dates that are filled in. Keep every tag, and put it "
    "where your language needs it. For an outdated translation, the English that it was made from is given as an "
    "alternative."
)
TAGS = "Tags, in order: "


def written(out: Outgoing) -> bytes:
    """Return what goes out as an XLIFF file."""
    english, other = out.languages
    body = E.body(*(_unit(unit, out) for unit in out.units))
    head = E.header(*(E.note(line) for line in (HELP, out.room, out.title) if line))
    attributes = {"source-language": english, "target-language": other, "datatype": "plaintext"}
    file = E.file(head, body, original=out.name, **attributes)
    return etree.tostring(laid_out(E.xliff(file, version="1.2")), xml_declaration=True, encoding="UTF-8") + b"\n"


def laid_out(element: Element, depth: int = 0) -> Element:
    """Return an element on lines of its own, indented, down to those that hold text: their space would count."""
    if etree.QName(element).localname not in TEXTS and len(element):
        element.text = "\n" + "  " * (depth + 1)
        for child in element:
            laid_out(child, depth + 1).tail = element.text if child.getnext() is not None else "\n" + "  " * depth
    return element


def _unit(unit: Unit, out: Outgoing) -> Element:
    """Return a translation unit [2.2.7], its children in the order of the schema."""
    english = list(inline_of(unit.pair.english))
    final = out.official and unit.state is State.TRANSLATED
    state = FINISHED if final else STATES[unit.state]
    lines = [*unit.lines, *tags(unit.pair.english)]
    seal = sealed(unit.fingerprint, "\n".join(lines))
    attributes = {"id": unit.id, "resname": unit.id, "extradata": f"{seal} {state}", SPACE: "preserve"}
    attributes |= {"maxwidth": str(unit.room), "size-unit": "char"} if unit.room else {}
    attributes |= {"approved": "yes"} if final else {}
    parts = [
        _said("source", unit.pair.english, out.languages[0], english),
        # A missing translation holds the English: OmegaT 3.6 offers what is in the target, and skips an empty one.
        _said("target", unit.pair.translation or unit.pair.english, out.languages[1], english),
        *(E.note(line, {"from": "secretariat", "annotates": "source"}) for line in [f"No. {unit.number}", *lines]),
    ]
    parts[1].set("state", state)
    if unit.was:
        before = list(inline_of(unit.was))
        old = [
            _said("source", unit.was, out.languages[0], before),
            _said("target", unit.pair.translation, out.languages[1], before),
        ]
        parts.append(E("alt-trans", *old, alttranstype="previous-version", origin="the English it was made from"))
    return E("trans-unit", *parts, attributes)


def _said(tag: str, text: str, language: str, english: Sequence[str]) -> Element:
    """Return a text as a source or target, its inline elements numbered as those of the English are."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(english, 1):
        numbers[name].append(at)
    further = iter(range(len(english) + 1, len(english) + len(text) + 1))

    def number(name: str) -> str:
        return str(numbers[name].pop(0) if numbers[name] else next(further))

    def inline(part: Run | Marked) -> Element | str:
        if isinstance(part, Run):
            if not part.placeholder:
                return part.text
            name = f"{{{part.text}}}"
            if tag == "target" and not numbers[name] and any(map(re.compile(rf"{{{part.name}[:}}]").match, english)):
                return name  # in another form than the English: a tag that the source lacks would not come back
            return E.x({"id": number(name), "ctype": "x-placeholder", "equiv-text": name})
        link = part.mark not in spelling.SIGNS
        attributes = {"id": number(part.mark), "ctype": "link" if link else part.mark}
        return E.g(attributes | ({"equiv-text": part.mark} if link else {}), *map(inline, part.parts))

    element = E(tag, *map(inline, spelling.nested(spelling.tidied(markup.read(text).runs))))
    element.set(LANG, language)
    return element


def tags(english: str) -> list[str]:
    """Return a line on what the tags of a text are, in order: programs show a number for each, and not always ours."""
    said = ["link" if name.startswith("#") else name for name in inline_of(english)]
    return [f"{TAGS}{', '.join(said)}."] if said else []


def inline_of(text: str) -> Iterator[str]:
    """Yield the inline elements of a text in order: "bold", "italic", "#link", "{placeholder}"."""

    def names(parts: Sequence[Run | Marked]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Marked):
                yield part.mark
                yield from names(part.parts)
            elif part.placeholder:
                yield f"{{{part.text}}}"

    yield from names(spelling.nested(spelling.tidied(markup.read(text).runs)))
