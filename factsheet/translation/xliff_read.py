"""Read an XLIFF 1.2 file that came back, whichever tool saved it, as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from lxml import etree

from ..core.diagnostics import Place, Problem, Problems
from ..core.wording import counted
from ..core.xml import Element
from ..text import spelling
from ..text.markup import Run
from . import provenance, states, xliff_notes
from .bilingual import NOTE
from .units import SIGNS, Returned, Row, digests, endless, mark
from .xliff import XLIFF, inline_of
from .xliff_notes import Notes

X = f"{{{XLIFF}}}"
# Namespaces that tools add to their working files: Trados, Phrase (Memsource), memoQ.
TOOLS = {"http://sdl.com/FileTypes/SdlXliff/1.0", "http://www.memsource.com/mxlf/2.0", "MQXliff"}
TAGS = tuple(f"{X}{tag}" for tag in ("g", "x", "bx", "bpt", "ph"))
OPENING, CLOSING, ALONE = {"bx", "bpt"}, {"ex", "ept"}, {"x", "ph", "it"}
SEVERAL = {
    "target": "it has two translations: keep one, and delete the other",
    "source": "its English appears twice: keep one, and delete the other",
}
PLACEHOLDER = re.compile(r"(\{[a-z][a-z0-9_]*(?::[a-z][a-z0-9_]*)?\})")
MOST = 2_000


# Documents that are one XML file, by their namespaces.
FLAT = {
    "http://schemas.microsoft.com/office/2006/xmlPackage": "this is a Word document saved as XML",
    "http://schemas.microsoft.com/office/word/2003/wordml": "this is a Word document saved as XML",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "this is a flat OpenDocument file",
}


class Unreadable(Exception):
    """A source or target that cannot be a text; `fault` says why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Codes:
    """The meaning of a unit's tags, by their numbers; anything in braces in it that is not a placeholder; the numbers
    of the tags in its English.
    """

    meanings: Mapping[str, str]
    literal: Set[str]
    numbers: Set[str]


def rows(tree: Element, name: str, english: Mapping[str, str], factsheet: str) -> Returned:
    """Return the contents of an XLIFF file; `english` is the English of today, by the ids of texts.

    Raises Problems if it is something else, names no language, is the working file of a tool, or is from another
    factsheet.
    """
    if tree.tag != f"{X}xliff":
        raise Problems([Problem(Place(name), *_stranger(tree))])
    files = list(tree.iter(f"{X}file"))
    languages = {file.get("target-language", "") for file in files}
    if len(languages) != 1:
        what = "several languages in one file" if languages else "nothing in this file"
        raise Problems([Problem(Place(name), what, "import one language at a time")])
    comments = [*xliff_notes.elsewhere(tree, name)]
    units = list(tree.iter(f"{X}trans-unit"))
    if len(units) > MOST:
        raise Problems([Problem(Place(name), f"{len(units):,} texts; at most {MOST:,} can be read", "split it")])
    notes = [xliff_notes.of_unit(unit) for unit in units]
    found = tuple(_row(unit, said, name, english) for unit, said in zip(units, notes, strict=True))
    theirs = ((row.spot, f"{row.id}: {each}") for row, said in zip(found, notes, strict=True) for each in said.others)
    around, outside, origin = xliff_notes.around(tree), "in the head of the file", files[0].get("original", "")
    returned = Returned(languages.pop(), found, (*theirs, *comments), around, outside, origin)
    provenance.check(returned, factsheet, english, name)
    if units and english and not any(row.id in english for row in found):
        raise Problems([Problem(Place(name), *_of_others(tree, name, len(units)))])
    return returned


def _stranger(tree: Element) -> tuple[str, str]:
    kind = etree.QName(tree)
    if kind.localname == "xliff":
        version = tree.get("version", "without a version")
        return f"this is XLIFF {version}, not 1.2", "export it as XLIFF 1.2, the version that was sent out"
    if what := FLAT.get(kind.namespace or ""):
        return what, 'save it as "Word document (*.docx)", and import that'
    return (
        f"this is not XLIFF but <{kind.localname}>",
        "import the translated copy of the file that you sent: Word or XLIFF",
    )


def _of_others(tree: Element, name: str, number: int) -> tuple[str, str]:
    """Return what a file is that has none of our texts, and what to do."""
    if not name.lower().endswith((".xliff", ".xlf")) or set(tree.nsmap.values()) & TOOLS:
        what = "this is the working file of a translation tool, in which our texts have different names"
        return what, "in that tool, export the translation as XLIFF, and import that"
    return f"none of the {counted(number, 'text')} in this file is in this leaflet", "import the right file"


def _row(unit: Element, notes: Notes, name: str, english: Mapping[str, str]) -> Row:
    source, target = unit.find(f"{X}source"), unit.find(f"{X}target")
    several = {side: found for side in SEVERAL if len(found := unit.findall(f"{X}{side}")) > 1}
    id = unit.get("resname") or unit.get("id") or ""
    fingerprint, _, exported = unit.get("extradata", "").partition(" ")
    # A tag means what the English says it does: here, if a tool has kept nothing but its number; or in the file.
    ours, theirs = dict(_codes(source)), dict(_codes(target))
    literal = set(PLACEHOLDER.findall("".join(source.itertext()) if source is not None else ""))
    numbers = {tag.get("id", "") for tag in source.iter(*TAGS)} if source is not None else set()
    told = Codes({**theirs, **ours}, literal, numbers)
    known = _numbered(english.get(id, ""), fingerprint, source, told)
    said, fault = {}, "; ".join(SEVERAL[side] for side in several)
    for side, element, meanings in (("source", source, {**theirs, **ours}), ("target", target, {**ours, **theirs})):
        try:
            codes = replace(told, meanings={**known, **meanings})
            said[side] = spelling.written(_within(element, codes)) if element is not None else ""
        except (Unreadable, ValueError) as error:
            said[side] = " ".join("".join(element.itertext() if element is not None else ()).split())
            fault = error.fault if isinstance(error, Unreadable) else "its tags are mixed up"
    stated = states.said(unit, target, exported, copied=said["source"] == said["target"])
    for side, found in several.items():  # nothing is lost: all are kept together
        said[side] = " | ".join(" ".join("".join(each.itertext()).split()) for each in found)
    extra = {NOTE: notes.ours, xliff_notes.UNSIGNED: notes.unsigned}
    return Row(
        id,
        Place(name, unit.sourceline or 0),
        said["source"],
        said["target"],
        fingerprint,
        stated.standing,
        fault,
        extra,
        notes.number,
        unsure=stated.why,
        lines=(_lines(source), _lines(target)),
    )


def _lines(side: Element | None) -> int:
    """Return on how many lines a source or target stands."""
    return sum(bool(line.strip()) for line in "".join(side.itertext() if side is not None else ()).split("\n"))


def _codes(side: Element | None) -> Iterator[tuple[str, str]]:
    """Yield the number and the meaning of each inline element of a source or target that says it."""
    if side is None:
        return
    for element in side.iter(*TAGS):
        kind, text = element.get("ctype", ""), element.get("equiv-text", "")
        if meaning := kind if kind in spelling.SIGNS else text:
            yield element.get("rid") or element.get("id") or "", meaning


def _numbered(english: str, fingerprint: str, source: Element | None, own: Codes) -> dict[str, str]:
    """Return the meanings of the tags of a text by their numbers, if its English is still what was sent out.

    If it is not, they may mean the same all the same: then the source is what was sent out once it is read like that.
    """
    sent = digests(fingerprint)[0]
    if not english or not sent or source is None:
        return {}
    named = {str(number): name for number, name in enumerate(inline_of(english), 1)}
    if mark(english) == sent:
        return named
    try:
        said = spelling.written(_within(source, replace(own, meanings={**named, **own.meanings})))
    except (Unreadable, ValueError):
        return {}
    return named if mark(said) == sent else {}


def _within(element: Element, codes: Codes) -> list[Run]:
    """Return the runs of a source or target. Raises Unreadable for one that cannot be a text."""
    if fault := endless("".join(element.itertext())):
        raise Unreadable(fault)
    if (tags := sum(1 for _ in element.iter())) > SIGNS:
        raise Unreadable(f"a text with {tags:,} tags; the limit is {SIGNS}")
    return list(_runs(element, codes))


def _runs(element: Element, codes: Codes, marks: tuple[str, ...] = ()) -> Iterator[Run]:
    """Yield the runs of a source or target. Raises Unreadable for a tag that the source does not have.

    Anything else a tool puts in (segments and terms in `mrk`) is looked through.
    """
    yield from _words(element.text, marks, codes)
    for child in element.iterchildren(tag=etree.Element):
        kind = etree.QName(child).localname
        number = str(child.get("rid") or child.get("id") or "")
        if child.get("mtype") == "x-sdl-deleted":  # under Trados' own tracking of changes
            pass
        elif kind in ("mrk", "sub"):
            yield from _runs(child, codes, marks)
        elif kind == "g":
            yield from _runs(child, codes, (*marks, _meaning(number, codes, pair=True)))
        elif kind in ALONE:
            yield _run(_meaning(number, codes, pair=False).strip("{}"), marks, placeholder=True)
        elif kind in OPENING:
            marks = (*marks, _meaning(number, codes, pair=True))
        elif kind in CLOSING:
            marks = tuple(mark for mark in marks if mark != _meaning(number, codes, pair=True))
        elif "".join(child.itertext()).strip():
            raise Unreadable(f"it contains something that cannot be read (<{kind}>)")
        yield from _words(child.tail, marks, codes)


def _meaning(number: str, codes: Codes, *, pair: bool) -> str:
    """Return what a tag means; a `pair` has words in it. Raises Unreadable for one that means nothing like that."""
    if number not in codes.meanings and number in codes.numbers:
        raise Unreadable(f"the file no longer says what the tag {number} stands for: type the text with its marks")
    if number not in codes.meanings:
        raise Unreadable(f"the tag {number or '(without a number)'} is not in the English")
    if pair == bool(PLACEHOLDER.fullmatch(meaning := codes.meanings[number])):
        raise Unreadable(
            f"the tag {number} stands for {meaning}, but it is {'a pair' if pair else 'a single tag'} here"
        )
    return meaning


def _words(text: str | None, marks: Iterable[str], codes: Codes) -> Iterator[Run]:
    """Yield what was typed. A placeholder that was typed out is one, unless the English has it as it is."""
    for part in PLACEHOLDER.split(text or ""):
        if PLACEHOLDER.fullmatch(part) and part not in codes.literal:
            yield _run(part.strip("{}"), marks, placeholder=True)
        elif part:
            yield _run(part, marks)


def _run(text: str, marks: Iterable[str], placeholder: bool = False) -> Run:
    link = next((mark for mark in marks if mark not in spelling.SIGNS), "")
    return Run(text, "bold" in marks, "italic" in marks, link, placeholder)
