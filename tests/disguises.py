"""A file of translations in another form that says the same: saved or packed by another program."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from factsheet.core.xml import Element
from factsheet.translation import package

from .exchange import W, Word, X, cells_of, changed_xliff, packed

N = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {"office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible"}
SPACES = " ".join(f'xmlns:{name}="{N}{space}:1.0"' for name, space in NAMES.items())
BOLD = '<style:style style:family="text" style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
DONE = ("translated", "final", "signed-off")


def any_of(path: Path, chance: random.Random) -> Path:
    """Return a file in any form, or as it is."""
    word: list[Callable[[Path], Path]] = [in_zip, strict, odt]
    tool: list[Callable[[Path], Path]] = [in_zip, lambda path: stated(path, chance)]
    if chance.random() < 0.5:
        return path
    return chance.choice(word if path.suffix == ".docx" else tool)(path)


def in_zip(path: Path) -> Path:
    """Return it as a mail program or a tool on the web hands it out."""
    return _beside(path, ".zip", packed({f"a/{path.name}": path.read_bytes(), "__MACOSX/a": b"x"}))


def strict(path: Path) -> Path:
    """Return a Word file in Strict Open XML."""
    parts = Word(path).parts
    for name, content in parts.items():
        for new, usual in package.STRICT.items():
            content = content.replace(usual, new)
        parts[name] = content
    return _beside(path, "-strict.docx", packed(parts))


def odt(path: Path) -> Path:
    """Return the table of a Word file as OpenDocument: words, bold, paragraphs, cells."""
    rows = "".join(_row(line) for line in Word(path).document.iter(f"{W}tr"))
    body = f"<office:body><office:text><table:table>{rows}</table:table></office:text></office:body>"
    styles = f"<office:automatic-styles>{BOLD}</office:automatic-styles>"
    content = f"<office:document-content {SPACES}>{styles}{body}</office:document-content>"
    return _beside(path, ".odt", packed({"content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"}))


def stated(path: Path, chance: random.Random) -> Path:
    """Return XLIFF in which a tool says about some translations that they are done."""

    def say(tree: Element) -> None:
        for unit in tree.iter(f"{X}trans-unit"):
            target = unit.find(f"{X}target")
            if "".join(target.itertext()) != unit.findtext(f"{X}source") and chance.random() < 0.5:
                target.set("state", chance.choice(DONE))

    other = _beside(path, "-stated.xliff", path.read_bytes())
    changed_xliff(other, say)
    return other


def _row(line: Element) -> str:
    cells = ("".join(map(_paragraph, cell.iter(f"{W}p"))) for cell in cells_of(line))
    said = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{said}</table:table-row>"


def _paragraph(paragraph: Element) -> str:
    said = ""
    for run in paragraph.iter(f"{W}r"):
        words = escape("".join(run.itertext(f"{W}t")))
        bold = run.find(f"{W}rPr/{W}b") is not None
        said += f'<text:span text:style-name="B">{words}</text:span>' if bold else words
    return f"<text:p>{said}</text:p>"


def _beside(path: Path, ending: str, content: bytes) -> Path:
    other = path.with_name(path.stem + ending)
    other.write_bytes(content)
    return other
