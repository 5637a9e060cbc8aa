"""Find words of the page that PDF readers do not reproduce: PDFium (Chrome, Edge) and poppler (Linux).

One reader may split a word at a kerning pair or join two; what both of them lose is wrong in the file. An address
must come out of each exactly, since one that was reversed leads elsewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import lxml.html

from ..core.wording import counted
from ..edition.capitals import typed
from ..page.blocks import TEXTS
from ..text.invisible import unseen
from . import text_extraction

POPPLER = "poppler-utils"
PARTED = re.compile("[-\u2010]\\s+|[\ufffe\x02]\\s*")  # at the end of a line


def readers(pdf: Path, content: bytes) -> dict[str, str]:
    """Return the text of a PDF as each reader reproduces it; empty if poppler cannot read it."""
    return {"PDFium": "\n".join(text_extraction.page_texts(content)), "poppler": by_poppler(pdf)}


def by_poppler(pdf: Path) -> str:
    """Return the text of a PDF as poppler reproduces it; empty if it cannot read it."""
    read = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=False)
    return read.stdout.decode()


def has_poppler() -> bool:
    """Tell whether poppler's program is installed."""
    return shutil.which("pdftotext") is not None


def expected(html: str) -> tuple[str, list[str]]:
    """Return what a page says, as it was typed, and the addresses that it shows."""
    tree = lxml.html.document_fromstring(html)
    for each in [each for each in tree.iter("aside") if "insert" in each.classes]:
        each.drop_tree()  # which is in print alone
    texts = ["".join(typed(element, TEXTS)) for element in tree.iter(*TEXTS)]
    links = ["".join("".join(typed(link)).split()) for link in tree.iter("a")]
    return "\n".join(texts), [link for link in links if re.search(r"[^\W\d_][.@][^\W\d_]", link)]


def words(text: str) -> Counter[str]:
    """Return the words of a text, each in the form in which it is searched for: NFKC, without invisible signs."""
    plain = unicodedata.normalize("NFKC", "".join(letter for letter in text if not unseen(letter)))
    return Counter(text_extraction.parted(plain))


def missing(page: str, read: str) -> Counter[str]:
    """Return the words of a page that a reader does not reproduce; one split at a line's end is not lost."""
    return words(page) - (words(read) | words(PARTED.sub("", read)))


def lost(html: str, read: Mapping[str, str]) -> Iterable[str]:
    """Yield, as messages, the words lost in every reader, and the addresses that any of them gets wrong."""
    page, addresses = expected(html)
    both: Counter[str] | None = None
    for text in read.values():
        gone = missing(page, text)
        both = gone if both is None else both & gone
    if both:
        yield f"{counted(both.total(), 'word')} cannot be copied or found in a PDF reader: {', '.join(list(both)[:5])}"
    for reader, text in read.items():
        whole = "".join(unicodedata.normalize("NFKC", text).split())
        for address in dict.fromkeys(addresses):
            if unicodedata.normalize("NFKC", address) not in whole:
                yield f'{reader} does not reproduce the address "{address}" exactly'
