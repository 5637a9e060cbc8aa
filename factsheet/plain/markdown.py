r"""Write the page as Markdown: CommonMark 0.31, with GitHub's tables and the footnotes that most programs know.

A paragraph is a line. Signs that mean something in Markdown are escaped where they would, so that every reader gives
back the words of the page. What Markdown has no sign for is said at the top, as YAML: title, language, direction, date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..page.page import Page
from . import reading
from .document import Block, Document, Heading, Item, List, Notes, Paragraph, Quotation, Rule, Run, Said, Table, Terms
from .markdown_inline import escaped, inline, line
from .text import colon

# Marks of lists: one that follows another has the second, or it would go on with the first (CommonMark 5.3).
BULLETS, STOPS = "-*", ".)"
CLOSING = r"\\\g<0>"


def write(page: Page) -> bytes:
    """Return the words of a page as UTF-8, with LF at the end of each line."""
    document = reading.read(page)
    draft = [f"**{escaped(document.draft)}**"] if document.draft else []
    blocks = [_front(document), *draft, *_Writer(document).blocks(document.blocks)]
    return ("\n\n".join(blocks) + "\n").encode()


def _front(document: Document) -> str:
    """Return what a page says about itself. Programs that make sites keep back what is a draft."""
    said: dict[str, str | bool] = {"title": document.title, "lang": document.language}
    said |= {"dir": document.direction} if document.direction != "ltr" else {}
    said |= {"date": document.day} | ({"draft": True} if document.draft else {})
    # A string in JSON is one in YAML.
    return "\n".join(
        ["---", *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()), "---"]
    )


class _Writer:
    """A writer of the blocks of a document, each as its lines."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield blocks; one list after another is marked in another way than that."""
        other = False
        for before, block in pairwise([None, *blocks]):
            other = _kind(block) == _kind(before) != "" and not other
            if block is not None:
                yield from filter(None, self._block(block, other=other))

    def _block(self, block: Block, *, other: bool) -> Iterator[str]:
        match block:
            case Heading(level=level, said=said):
                # Signs at its end would be taken for those that may close it.
                yield f"{'#' * level} {re.sub('#+$', CLOSING, line(said))}"
            case Paragraph(said=said, marked=marked):
                yield inline(_strong(said) if marked else said)
            case List():
                yield "\n".join(self._list(block, other=other))
            case Terms(pairs=pairs):
                yield "\n".join(f"{BULLETS[other]} {self._term(term, said)}" for term, said in pairs)
            case Table():
                yield "\n".join(_table(block))
            case Quotation(blocks=inner):
                yield "\n>\n".join(_behind(each, "> ") for each in self.blocks(inner))
            case Rule():
                yield "***"
            case Notes(notes=found):
                yield "\n".join(f"[^{number}]: {line(said)}" for number, said in found)

    def _list(self, whole: List, *, other: bool = False) -> Iterator[str]:
        for at, item in enumerate(whole.items):
            mark = f"{whole.first + at}{STOPS[other]}" if whole.first else BULLETS[other]
            indent = " " * (len(mark) + 1)
            yield f"{mark} {_item(item)}".replace("\n", f"\n{indent}")
            for number, each in enumerate(item.lists):
                yield from (f"{indent}{inner}" for inner in self._list(each, other=bool(number % 2)))

    def _term(self, term: Said, said: tuple[Said, ...]) -> str:
        """Return a term and what is said of it on one line."""
        stop = colon("".join(run.words for run in term), self.document.language)
        return f"{line(_strong((*term, Run(stop))))} {'; '.join(map(line, said))}".strip()


def _kind(block: Block | None) -> str:
    """Return the kind of a list, "" for anything else."""
    numbered = isinstance(block, List) and block.first
    return "numbers" if numbered else "bullets" if isinstance(block, List | Terms) else ""


def _strong(said: Said) -> Said:
    """Return words that stand out, though no heading makes them."""
    return tuple(Run(run.words, True, run.stressed, run.address, run.picture, run.note) for run in said)


def _item(item: Item) -> str:
    """Return what an item says, and after it what the sign before it means."""
    return inline((*item.said, Run(f" [{item.sign}]")) if item.sign else item.said)


def _table(table: Table) -> Iterator[str]:
    yield _row(table.heads)
    yield f"| {' | '.join('---:' if is_number else '---' for is_number in table.numbers)} |"
    yield from map(_row, table.rows)


def _row(cells: Iterable[Said]) -> str:
    written = [line(cell).replace("|", r"\|") for cell in cells]
    return f"| {' | '.join(written)} |"


def _behind(block: str, mark: str) -> str:
    return "\n".join(f"{mark}{each}".rstrip() for each in block.split("\n"))
