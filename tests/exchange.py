"""Files on their way to a translator and back: written without a layout, and edited as Word and CAT tools do."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from lxml import etree

from factsheet.core.archive import zipped
from factsheet.core.atomic import sha256
from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.source import loader
from factsheet.theme import layout
from factsheet.translation import bilingual, export, xliff
from factsheet.translation.xliff import XLIFF

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W, X = f"{{{WORD}}}", f"{{{XLIFF}}}"
FORMATS = ("docx", "xliff")
DAY = datetime(2025, 4, 9)
# A picture in place of what `make translate` draws.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f0001010100b138f614000000"
    "0049454e44ae426082"
)
SENT: dict[tuple[str, str, str, bool], bytes] = {}  # by what it was made from


def sent(folder: Path, language: str, format: str, *, everything: bool = True) -> Path:
    """Write what goes out to a translator, as `make translate` does, except lengths and what shows the leaflet."""
    root = Root(folder)
    texts = b"".join(path.read_bytes() for path in sorted(root.sources.rglob("*.yaml")))
    known = sha256(texts + (root.layout / "content.yaml").read_bytes()), language, format, everything
    if known not in SENT:
        out = export.outgoing(loader.load(root), language, everything=everything)
        pictures = {unit.id: DOT for unit in out.units}
        word = bilingual.written
        SENT[known] = xliff.written(out) if format == "xliff" else word(out, layout.load(root), root, DAY, pictures)
    path = folder / "sent" / f"{language}.{format}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(SENT[known])
    return path


def translated(path: Path, key: str, text: str) -> None:
    """Type a translation, as it is spelled in a source, into a file."""
    all_translated(path, {key: text})


def all_translated(path: Path, texts: Mapping[str, str]) -> None:
    (_in_word if path.suffix == ".docx" else _in_xliff)(path, texts)


def targets(path: Path) -> dict[str, str]:
    """Return the plain words of each translation in a file."""
    if path.suffix == ".docx":
        return {key: "".join(cells_of(row)[3].itertext(f"{W}t")) for key, row in rows(Word(path).document)}
    tree = etree.parse(path)
    return {unit.get("id", ""): "".join(unit.find(f"{X}target").itertext()) for unit in tree.iter(f"{X}trans-unit")}


# XLIFF


def changed_xliff(path: Path, change: Callable[[Element], None]) -> None:
    tree = etree.parse(path)
    change(tree.getroot())
    tree.write(path, xml_declaration=True, encoding="UTF-8")


def unit_of(tree: Element, key: str) -> Element:
    (unit,) = (unit for unit in tree.iter(f"{X}trans-unit") if unit.get("id") == key)
    return unit


def _in_xliff(path: Path, texts: Mapping[str, str]) -> None:
    def change(tree: Element) -> None:
        for key, text in texts.items():
            target = unit_of(tree, key).find(f"{X}target")
            for child in list(target):
                target.remove(child)
            target.text = text

    changed_xliff(path, change)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return files in a ZIP."""
    return zipped(parts.items(), 0)


# Word


class Word:
    """A Word file, taken apart to be edited, and put together again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])

    def save(self, path: Path | None = None, effort: int = 0) -> Path:
        self.parts["word/document.xml"] = etree.tostring(self.document, xml_declaration=True, encoding="UTF-8")
        path = path or self.path
        path.write_bytes(zipped(self.parts.items(), effort))
        return path

    def row(self, key: str) -> Element:
        return next(row for id, row in rows(self.document) if id == key)

    def target(self, key: str) -> Element:
        """Return the paragraph of a translation."""
        return cells_of(self.row(key))[3].find(f".//{W}p")

    def kept(self) -> list[Row]:
        """Return the rows of a table of what was not imported."""
        return [Row(*each) for each in rows(self.document)]


def rows(document: Element) -> Iterator[tuple[str, Element]]:
    """Yield each row of a table with its key."""
    for row in document.iter(f"{W}tr"):
        cells = cells_of(row)
        if len(cells) > 3:
            key = next((words for words in cells[1].itertext(f"{W}t")), "")
            if key != "Key":
                yield key, row


def cells_of(row: Element) -> list[Element]:
    return list(row.iter(f"{W}tc"))


class Row:
    """A row of a table of what was not imported, to be typed into."""

    def __init__(self, id: str, row: Element) -> None:
        self.id = id
        self.cells = cells_of(row)
        self.english, self.target = self.words(2)[0], self.words(3)[0]
        # In a table of conflicts: what came in files, and what the sources have.
        self.beside = {*self.words(4), *self.words(5)} if len(self.cells) > 5 else set()

    def words(self, cell: int) -> list[str]:
        return ["".join(paragraph.itertext(f"{W}t")) for paragraph in self.cells[cell].iter(f"{W}p")]

    def type(self, text: str) -> None:
        emptied(self.cells[3].find(f"{W}p")).extend(w(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'))


def w(markup: str) -> list[Element]:
    """Return pieces of WordprocessingML, as they are written."""
    return list(etree.fromstring(f'<x xmlns:w="{WORD}">{markup}</x>'))


def emptied(paragraph: Element) -> Element:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
    return paragraph


def _in_word(path: Path, texts: Mapping[str, str]) -> None:
    word = Word(path)
    for key, text in texts.items():
        paragraph = emptied(word.target(key))
        for part in re.split(r"(\*\*.*?\*\*)", text):  # bold is Word's own
            if part:
                bold = "<w:rPr><w:b/><w:bCs/></w:rPr>" if part.startswith("**") else ""
                (run,) = w(f'<w:r>{bold}<w:t xml:space="preserve"/></w:r>')
                run[-1].text = part.strip("*") if bold else part
                paragraph.append(run)
    word.save()
