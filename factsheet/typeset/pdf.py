"""Set the page as a tagged PDF with WeasyPrint, with the fonts of fonts/ and no others."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..core import fingerprint
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from ..page.page import Page
from ..page.photos import media_type
from ..theme import fonts
from ..theme.fonts import Fonts
from . import actual_text, attachments, clusters, last_words, line_ends, pdf_standards, tagging
from .pdf_standards import STANDARDS, USUAL, Standard

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def render(page: Page, root: Root, name: str) -> Any:
    """Lay the page out; return WeasyPrint's document, whose `pages` can be counted.

    Raises Problems for anything WeasyPrint warns of: a missing picture, a dead anchor, unknown CSS.
    """
    # Read by fontconfig when Pango starts, and again for every document.
    os.environ["FONTCONFIG_FILE"] = str(root.fonts / "fonts.conf")
    # The dates of a PDF come from the page; WeasyPrint's own stamps must not come from the clock.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    from weasyprint import HTML

    known = _fonts(root, fingerprint.of_folder(root, root.fonts))
    with _no_strangers(name), _no_warnings(name), last_words.kept():
        html = HTML(string=STYLE.sub("", page.html), base_url=None, url_fetcher=_fetcher(page.pictures))
        styles, counters = _styles(page, known, name)
        return html.render(font_config=known, stylesheets=styles, counter_style=counters.copy())


def _styles(page: Page, known: Any, name: str) -> tuple[Sequence[Any], Any]:
    """Return the style sheets of a page and the counters that they define. Raises Problems as `render` does."""
    texts = tuple(STYLE.findall(page.html))
    with_fonts = any("@font-face" in text.lower() for text in texts)
    try:
        return _read(texts, known if with_fonts else None)
    except Problems as found:
        raise Problems(replace(each, place=Place(name)) for each in found.problems) from None


@lru_cache(maxsize=16)
def _read(texts: Sequence[str], known: Any) -> tuple[Sequence[Any], Any]:
    """Read style sheets, once for all editions of the same look: it takes 0.03 s, a sixth of a whole layout."""
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle

    counters, no_files = CounterStyle(), _fetcher({})
    with _no_warnings(""):  # raises here what is wrong with them, before it is remembered
        read = [CSS(string=text, font_config=known, counter_style=counters, url_fetcher=no_files) for text in texts]
    return read, counters


@lru_cache(maxsize=2)
def _fonts(root: Root, digest: str) -> Any:
    """Return the fonts that Pango knows, read once for each state of the folder: each reading leaks 0.4 MB (70.0)."""
    from weasyprint.text.fonts import FontConfiguration

    fonts.configured(root)
    return FontConfiguration()


def write(
    document: Any,
    page: Page,
    name: str,
    allowed: Fonts,
    standard: Standard = STANDARDS[USUAL],
    attached: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Return a laid-out page as PDF by a standard, with files attached by their names.

    Raises Problems when it lacks a glyph, or is set in a font that is not allowed.
    """
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()

    def finisher(document: Any, pdf: Any) -> None:
        _only(document, allowed)
        actual_text.add(document, pdf)
        clusters.add(document, pdf)
        line_ends.add(document, pdf)
        tagging.add(document, pdf, second=standard.second)
        pdf_standards.declare(pdf, standard)
        if attached:
            attachments.name_kinds(pdf)

    with _no_warnings(name), _no_strangers(name):
        files = attachments.of(attached, document) if attached else ()
        options = {"pdf_variant": standard.variant, "pdf_identifier": identifier, "attachments": files}
        # An empty intent is none; pdf_standards writes it.
        return document.write_pdf(finisher=finisher, output_intent="", **options) or b""


def untagged(document: Any, page: Page, name: str, allowed: Fonts) -> bytes:
    """Return a laid-out page as a PDF without tags, which a press does not need. Raises as `write` does."""
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()

    def finisher(document: Any, pdf: Any) -> None:
        _only(document, allowed)

    with _no_warnings(name), _no_strangers(name):
        options = {"pdf_tags": False, "pdf_identifier": identifier, "uncompressed_pdf": True}
        return document.write_pdf(finisher=finisher, **options) or b""


def _only(document: Any, allowed: Fonts) -> None:
    """Raise Problems for fonts in a document that are not allowed. Each is identified by its whole file.

    `fonts` of a document and `hb_face` of a font are WeasyPrint's own (70.0); tests/test_fonts.py holds the contract.
    """
    from weasyprint.text.fonts import get_hb_object_data

    used = [(font.family, get_hb_object_data(font.hb_face)) for font in document.fonts.values()]
    if problems := list(fonts.strangers(used, allowed)):
        raise Problems(problems)


def _fetcher(pictures: Mapping[str, bytes]) -> object:
    """Return a fetcher that knows the page's own pictures and refuses anything else: no files, no network."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            scheme, _, file = url.partition(":")
            if scheme != "picture" or file not in pictures:
                raise FatalURLFetchingError(f"the page refers to {url}, which is not one of its pictures")
            return URLFetcherResponse(url, pictures[file], {"Content-Type": media_type(file)})

    return Pictures()


@contextmanager
def _no_strangers(name: str) -> Iterator[None]:
    """Turn a refused address into a Problem."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise Problems([Problem(Place(name), str(error), "name it with picture() in the layout")]) from None


@contextmanager
def _no_warnings(name: str) -> Iterator[None]:
    """Turn what WeasyPrint logs at WARNING or above into Problems: a log record is a finding."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append  # type: ignore[assignment, method-assign]
    logger = logging.getLogger("weasyprint")
    others, spread = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = others, spread
    if records:
        raise Problems(Problem(Place(name), f"WeasyPrint says: {record.getMessage()}") for record in records)
