"""Count the pages on which LibreOffice lays out Word files, and tell what is on any extra page."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ..core.xml import Element
from ..opendocument import libreoffice
from . import text_extraction
from .structure import TITLE
from .word_styles import Styles
from .word_xml import W, part, text_of

# It takes a second to start, and half a second for a file; what takes this long never ends.
PATIENCE = 60
EACH = 20
# How many words show where in its document a page begins, and how many of these are quoted.
KNOWN_BY, SAID = 12, 4


@dataclass(frozen=True)
class Page:
    """A page of a Word file beyond what its sheets take: its number, the words it begins with, and their part."""

    number: int
    words: str
    part: str


def drawn(paths: Sequence[Path]) -> dict[Path, bytes]:
    """Return the PDF that LibreOffice makes of each Word file, leaving out those that it cannot draw."""
    program = libreoffice.program()
    return {path: pdf for group in together(paths) for path, pdf in _drawn(program, group)} if program else {}


def together(paths: Sequence[Path]) -> list[list[Path]]:
    """Return the files that LibreOffice may draw in one run: it keeps the first embedded font of each name.

    The letters of Greek would be missing from one that was cut for a Latin script.
    """
    groups: list[tuple[dict[str, str], list[Path]]] = []
    for path in paths:
        fonts = _fonts(path)
        for known, group in groups:
            if all(known.get(name, key) == key for name, key in fonts.items()):
                known.update(fonts)
                group.append(path)
                break
        else:
            groups.append((fonts, [path]))
    return [group for _, group in groups]


def _fonts(path: Path) -> dict[str, str]:
    """Return the fonts that a Word file embeds: the key of each (ECMA-376 part 1, 17.8.3), by its family and face."""
    try:
        table = part(path.read_bytes(), "word/fontTable.xml")
    except (KeyError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return {}
    found = ((font, face, face.get(f"{W}fontKey")) for font in table.iter(f"{W}font") for face in font)
    return {f"{font.get(f'{W}name')} {face.tag!s}": key for font, face, key in found if key}


def _drawn(program: str, paths: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield the PDFs of one run."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        arguments = ["--convert-to", "pdf", "--outdir", folder, *(str(path.resolve()) for path in paths)]
        libreoffice.run(program, arguments, Path(folder), PATIENCE + EACH * len(paths))
        made = {path: Path(folder) / f"{path.stem}.pdf" for path in paths}
        yield from ((path, pdf.read_bytes()) for path, pdf in made.items() if pdf.is_file())


def number(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(text_extraction.page_texts(pdf))


def beyond(docx: bytes, pdf: bytes) -> list[Page]:
    """Return the pages of a Word file, as it was drawn, at which no sheet begins."""
    body = part(docx, "word/document.xml")[0]
    sheets = [_words(text) for text in _beginnings(body)]
    found = []
    for number, text in enumerate(text_extraction.page_texts(pdf), 1):
        words = text_extraction.words(text)
        head = _words(" ".join(words[:KNOWN_BY]))
        here = next((sheet for sheet in sheets if len(sheet & head) * 2 > min(len(sheet), len(head))), None)
        if here is None:
            found.append(Page(number, " ".join(words[:SAID]), _part(words[:KNOWN_BY], body, docx)))
        else:
            sheets.remove(here)
    return found


def _words(text: str) -> set[str]:
    """Return the words of a text, whichever are in capitals."""
    return {word.casefold() for word in text_extraction.words(text)}


def _beginnings(body: Element) -> Iterator[str]:
    """Yield the first text of each sheet: of a section that begins on a new page."""
    texts: list[str] = []
    for element in body:
        texts += [text for paragraph in element.iter(f"{W}p") if (text := text_of(paragraph)).strip()]
        for section in element.iter(f"{W}sectPr"):
            if texts and section.find(f"{W}type[@{W}val='nextPage']") is not None:
                yield texts[0]
            texts = []


def _part(words: Sequence[str], body: Element, docx: bytes) -> str:
    """Return the heading under which a page begins: the nearest before the text that has the most of its words."""
    styles, known = Styles(docx), _words(" ".join(words))
    heading, best, most = "", "", 0
    for paragraph in body.iter(f"{W}p"):
        text = text_of(paragraph)
        if styles.heading(paragraph) > TITLE:
            heading = " ".join(text.split())
        shared = len(known & _words(text))
        if shared > most:
            best, most = heading, shared
    return best
