"""Read what was made back as words and as structure."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from factsheet.check import text_extraction, word_xml
from factsheet.check.text_extraction import logical, words
from factsheet.check.word_xml import W, style_of, text_of
from factsheet.core.xml import Element

__all__ = ["W", "docx_text", "logical", "page_texts", "part", "style_of", "text_of", "words"]

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def page_texts(path: Path) -> list[str]:
    return text_extraction.page_texts(path.read_bytes())


def docx_text(path: Path) -> str:
    return text_extraction.docx_text(path.read_bytes())


def part(path: Path, name: str) -> Element:
    return word_xml.part(path.read_bytes(), name)


def as_printed(source: str) -> str:
    """Return leaflet.txt without its marks: a link counts by its text."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", source).replace("*", "")


def parts(docx: Path) -> list[str]:
    with zipfile.ZipFile(docx) as archive:
        return archive.namelist()
