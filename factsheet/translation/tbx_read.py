"""Read a TBX file, of either edition of the standard and in either style, as terms by what they stand for.

TBX 2 (ISO 30042:2008) has termEntry, langSet and tig; TBX 3 (ISO 30042:2019) has conceptEntry, langSec and termSec.
Only terms, their status, notes and definitions are looked at.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ..core import untrusted
from ..core.diagnostics import Place, Problem, Problems
from ..core.xml import Element
from .tbx import AVOID
from .xliff import LANG

ROOTS = {"martif", "tbx"}
ENTRIES, LANGUAGES, TERMS = (
    {"termEntry", "conceptEntry"},
    {"langSet", "langSec", "langGroup"},
    {"tig", "ntig", "termSec", "termGroup"},
)
# The names of what tells a term that is to be used from others, and what its values begin with or contain.
STATUSES = {"administrativestatus", "normativeauthorization", "termstatus", "status"}
PREFERRED, AVOIDED = (
    re.compile("preferred", re.IGNORECASE),
    re.compile("deprecat|supersed|obsolete|forbid|not.?recommend|reject", re.IGNORECASE),
)
DEFINITION = "definition"
BEGINS = re.compile(rb"<(?:\w+:)?(?:martif|TBX)[\s>]", re.IGNORECASE)
# One without declarations of its own names a file that is never read.
DOCTYPE = re.compile(rb"<!DOCTYPE\s+(?:\w+:)?(?:martif|TBX)\b[^\[\]<>]*>", re.IGNORECASE)
MOST = 2_000


@dataclass(frozen=True)
class Said:
    """The terms of a language for one thing: those to use, the preferred one first, and those to avoid; and a note.

    It is `sure` which one is preferred if the file says so.
    """

    names: Sequence[str]
    forbidden: Sequence[str]
    note: str
    sure: bool


@dataclass(frozen=True)
class Entry:
    """What a file has for one thing: its id, the tags of languages with their terms, and a note."""

    id: str
    place: Place
    terms: Sequence[tuple[str, Said]]
    note: str


def is_one(content: bytes) -> bool:
    """Tell whether a file is TBX, by how it begins."""
    return not content.startswith(untrusted.ZIP) and bool(BEGINS.search(content[:4_000].replace(b"\0", b"")))


def entries(content: bytes, name: str) -> list[Entry]:
    """Return what is in a TBX file of some name. Raises Problems for one that is damaged or has no terms."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    tree = untrusted.xml(DOCTYPE.sub(_blank, content, count=1), name)
    if etree.QName(tree).localname.lower() not in ROOTS:
        what = f"this is not TBX but <{etree.QName(tree).localname}>"
        raise Problems([Problem(Place(name), what, "export the terms as TBX, and import that")])
    found = list(_named(tree.iter(etree.Element), ENTRIES))
    if not found or len(found) > MOST:
        what = f"{len(found):,} terms; at most {MOST:,} can be read" if found else "there are no terms in this file"
        raise Problems([Problem(Place(name), what, "split it" if found else "export it again")])
    return [_entry(each, name) for each in found]


def _blank(found: re.Match[bytes]) -> bytes:
    return b"\n" * found[0].count(b"\n")


def _entry(entry: Element, name: str) -> Entry:
    terms = [(each.get(LANG) or each.get("lang") or "", _said(each)) for each in _named(entry, LANGUAGES)]
    return Entry(entry.get("id") or "", Place(name, entry.sourceline or 0), terms, _notes(entry))


def _said(language: Element) -> Said:
    preferred: list[str] = []
    plain: list[str] = []
    avoided: list[str] = []
    notes = [_notes(language)]
    for one in _named(language, TERMS):
        term = _words(next(_named(one.iter(etree.Element), {"term"}), None))
        status = next(_statuses(one), "")
        if not term:
            continue
        if AVOIDED.search(status):
            avoided.append(term)
        else:
            (preferred if PREFERRED.search(status) else plain).append(term)
        notes.append(_notes(one).replace(AVOID.format(term), ""))
    names = list(dict.fromkeys([*preferred, *plain]))
    return Said(names, list(dict.fromkeys(avoided)), " ".join(filter(None, map(str.strip, notes))), bool(preferred))


def together(parts: Sequence[Said]) -> Said:
    """Return as one what a file says about a language in several parts."""
    in_order = sorted(parts, key=lambda each: not each.sure)
    names = dict.fromkeys(term for each in in_order for term in each.names)
    forbidden = dict.fromkeys(term for each in parts for term in each.forbidden)
    note = " ".join(filter(None, (each.note for each in parts)))
    return Said(list(names), list(forbidden), note, any(each.sure for each in parts))


def _named(elements: Iterable[Element], names: set[str]) -> Iterator[Element]:
    for each in elements:
        if isinstance(each.tag, str) and etree.QName(each).localname in names:
            yield each


def _statuses(term: Element) -> Iterator[str]:
    """Yield what is said about whether a term is to be used: in an attribute's name, or in that of an element."""
    for each in term.iter(etree.Element):
        if {etree.QName(each).localname.lower(), each.get("type", "").lower()} & STATUSES:
            yield _words(each)


def _notes(element: Element) -> str:
    """Return the notes and the definition of an entry, a language or a term, but not those of what is in it."""
    said = []
    for each in element.iterchildren(etree.Element):
        kind, name = each.get("type", ""), etree.QName(each).localname
        if name.endswith("Grp") and name != "termGrp":  # descripGrp and others, with sources and dates
            said.append(_notes(each))
        elif name == "note" or DEFINITION in (kind, name):
            said.append(_words(each))
    return " ".join(dict.fromkeys(filter(None, said)))


def _words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
