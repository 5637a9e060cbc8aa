"""Write the page as plain text: for an e-mail, a form, a braille display.

A paragraph is a line, however long. What shows it breaks lines to its own width; lines that were broken here would be
broken again there, in odd places. A blank line is between blocks, two are before a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..page.foreign_words import from_left_to_right
from ..page.page import Page
from . import reading, text_tables
from .document import Block, Document, Heading, Item, List, Notes, Paragraph, Quotation, Rule, Run, Said, Table, Terms

# A step of a list in a list, and of a quotation.
STEP = "  "
LINE = "* * *"


def write(page: Page) -> bytes:
    """Return the words of a page as UTF-8, with LF at the end of each line."""
    document = reading.read(page)
    writer = _Writer(document)
    draft = [document.draft] if document.draft else []
    return ("\n".join(_parted([*draft, *writer.blocks(document.blocks)])).strip("\n") + "\n").encode()


def _parted(written: Iterable[str]) -> Iterator[str]:
    """Yield blocks with a blank line after each."""
    for block in written:
        yield from (block, "")


class _Writer:
    """A writer of the blocks of a document, each as its lines."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rtl = document.direction == "rtl"

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from filter(None, self._block(block))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(said=said):
                yield f"\n{self._line(said)}"
            case Paragraph(said=said):
                yield self._lines(said)
            case List():
                yield "\n".join(self._list(block, ""))
            case Terms(pairs=pairs):
                yield "\n".join(self._term(term, said) for term, said in pairs)
            case Table():
                yield self._table(block)
            case Quotation(blocks=inner):
                yield "\n\n".join(re.sub("(?m)^(?=.)", STEP, each) for each in self.blocks(inner))
            case Rule():
                yield LINE
            case Notes(notes=found):
                yield "\n".join(f"{self._reference(number)} {self._line(said)}" for number, said in found)

    def _list(self, whole: List, indent: str) -> Iterator[str]:
        for at, item in enumerate(whole.items):
            mark = f"{self.document.number(whole.first + at)}." if whole.first else "-"
            inner = indent + " " * (len(mark) + 1)
            yield f"{indent}{mark} {self._item(item)}".replace("\n", f"\n{inner}")
            for each in item.lists:
                yield from self._list(each, inner)

    def _item(self, item: Item) -> str:
        """Return what an item says, and after it what the sign before it means."""
        return f"{self._lines(item.said)}{f' [{item.sign}]' if item.sign else ''}"

    def _term(self, term: Said, said: tuple[Said, ...]) -> str:
        """Return a term and what is said of it on one line."""
        name = self._line(term)
        return f"{name}{colon(name, self.document.language)} {'; '.join(map(self._line, said))}".strip()

    def _table(self, table: Table) -> str:
        heads = list(map(self._line, table.heads))
        rows = [list(map(self._line, row)) for row in table.rows]
        # From right to left, numbers end where their cell begins.
        numbers = [is_number and not self.rtl for is_number in table.numbers]
        if aligned := text_tables.aligned(heads, rows, numbers):
            return "\n".join(aligned)
        language = self.document.language
        named = (
            [f"{head}{colon(head, language)} {cell}".strip() for head, cell in zip(heads, row, strict=True) if cell]
            for row in rows
        )
        return "\n\n".join("\n".join(each) for each in named)

    def _lines(self, said: Said) -> str:
        return "".join(self._link(list(runs)) for _, runs in groupby(said, lambda run: (run.address, run.note)))

    def _line(self, said: Said) -> str:
        """Return words that have to stand on one line."""
        return self._lines(said).replace("\n", " ")

    def _link(self, runs: list[Run]) -> str:
        """Return runs that lead to one address, with that in brackets unless it is what they say."""
        if runs[0].note:
            return self._reference(runs[0].note)
        words = "".join(f"[{run.words}]" if run.picture else run.words for run in runs)
        address = shown(runs[0].address)
        if not address or _bare(address) == _bare(words):
            return words
        return f"{words} ({from_left_to_right(address) if self.rtl else address})"

    def _reference(self, note: int) -> str:
        return f"[{self.document.number(note)}]"


def colon(term: str, language: str) -> str:
    """Return what parts a term from what is said of it, "" if it ends with a sign for that."""
    if not term or not term[-1].isalnum():
        return ""
    return "\N{NO-BREAK SPACE}:" if language.partition("-")[0] == "fr" else ":"


def shown(address: str) -> str:
    """Return an address as people write it."""
    return re.sub("^(mailto|tel):", "", address)


def _bare(address: str) -> str:
    """Return an address without what people leave out."""
    plain = re.sub(r"[\s\u200e\u200f]", "", address).casefold()
    return re.sub(r"^(https?://)?(www\.)?", "", plain).rstrip("/")
