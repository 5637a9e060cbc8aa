"""Write the glossary for a translation program: TBX-Basic, as most programs read it (ISO 30042:2008).

Terms to avoid are in it as such; programs that take all terms for translations show the note on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.builder import E

from ..core.names import LanguageTag
from ..core.xml import Element
from ..source.glossary import Glossary, Term
from ..text.term_search import STAR
from .units import Outgoing
from .xliff import LANG, laid_out

# The data categories of TBX-Basic, by the name of the file that lists them.
CATEGORIES = "TBXBasicXCSV02.xcs"
STATUS, PREFERRED, ADMITTED, DEPRECATED = (
    "administrativeStatus",
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)
AVOID = "Do not use “{}”."


def written(glossary: Glossary, master: LanguageTag, out: Outgoing) -> bytes:
    """Return the terms that the language of what goes out has, with those of the master, as a TBX file.

    A term that the language does not have is left out: programs show it with nothing beside it. So are stems, which
    stand for several words.
    """
    own, (english, other) = glossary.of(out.language), out.languages
    entries = [
        E.termEntry(
            *([E.note(term.note)] if term.note else []),
            _terms(term, english),
            _terms(own[name], other, own[name].note),
            id=name,
        )
        for name, term in glossary.of(master).items()
        if name in own
    ]
    title = E.titleStmt(E.title(f"{out.name}: glossary for the translation into {out.title}"))
    head = E.martifHeader(
        E.fileDesc(title, E.sourceDesc(E.p(f"sources/glossary of {out.name}"))),
        E.encodingDesc(E.p(CATEGORIES, type="XCSURI")),
    )
    tree = E.martif(head, E.text(E.body(*entries)), type="TBX-Basic")
    tree.set(LANG, english)
    return etree.tostring(laid_out(tree), xml_declaration=True, encoding="UTF-8") + b"\n"


def _terms(term: Term, language: str, note: str | None = None) -> Element:
    """Return the terms of a language, each with what it is: to be used, as good as that, or to be avoided."""

    def one(words: str, status: str, *more: Element) -> Element:
        return E.tig(E.term(words), E.termNote(status, type=STATUS), *more)

    def every() -> Iterator[Element]:
        yield one(term.preferred, PREFERRED)
        yield from (one(words, ADMITTED) for words in term.also)
        whole = (words for words in term.forbidden if STAR not in words)
        yield from (one(words, DEPRECATED, E.note(AVOID.format(words))) for words in whole)

    found = E.langSet(*([E.note(note)] if note else []), *every())
    found.set(LANG, language)
    return found
