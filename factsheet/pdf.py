"""Set the page as a tagged PDF (PDF/UA-1) with WeasyPrint, with the fonts of fonts/ and no others."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

from . import digests
from .errors import Place, Problem, Problems
from .page import Page
from .root import Root

# Seconds for one layout; the leaflet takes 0.4.
PATIENCE = 60.0


def render(page: Page, root: Root, name: str) -> Any:
    """Lay the page out; return WeasyPrint's document, whose `pages` can be counted.

    Raises Problems for anything WeasyPrint warns of: a missing picture, a dead anchor, CSS it does
    not know.
    """
    # Read by fontconfig when Pango starts, and again for every document.
    os.environ["FONTCONFIG_FILE"] = str(root.fonts / "fonts.conf")
    # The dates of a PDF come from the page; WeasyPrint's own stamps must not come from the clock.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    from weasyprint import HTML

    with _no_strangers(name), _no_warnings(name), _limited(name):
        html = HTML(string=page.html, base_url=None, url_fetcher=_fetcher(page.pictures))
        return html.render(font_config=_fonts(root.fonts, digests.of_folder(root.fonts)))


@lru_cache(maxsize=2)
def _fonts(folder: Path, digest: str) -> Any:
    """Return the fonts that Pango knows, read once for each state of the folder: each reading leaks 0.4 MB (70.0)."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def write(document: Any, page: Page, name: str) -> bytes:
    """Return a laid-out page as PDF. Raises Problems when it lacks a glyph."""
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()
    finisher = _from_right_to_left if page.direction == "rtl" else None
    with _no_warnings(name), _no_strangers(name):
        return document.write_pdf(finisher=finisher, pdf_variant="pdf/ua-1", pdf_identifier=identifier) or b""


def untagged(document: Any, page: Page, name: str) -> bytes:
    """Return a laid-out page as a PDF without tags, such as a press has no use for."""
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()
    with _no_warnings(name), _no_strangers(name):
        return document.write_pdf(pdf_tags=False, pdf_identifier=identifier, uncompressed_pdf=True) or b""


def _from_right_to_left(document: Any, pdf: Any) -> None:
    """Say that the pages are read from right to left (ISO 32000-1, 12.2): two side by side are shown so."""
    pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def _fetcher(pictures: Mapping[str, bytes]) -> object:
    """Return a fetcher that knows the page's own pictures and refuses all else: no file, no network."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            scheme, _, file = url.partition(":")
            if scheme != "picture" or file not in pictures:
                raise FatalURLFetchingError(f"the page asks for {url}, which is not one of its pictures")
            return URLFetcherResponse(url, pictures[file], {"Content-Type": "image/svg+xml"})

    return Pictures()


@contextmanager
def _no_strangers(name: str) -> Iterator[None]:
    """Turn the refusal of an address into a Problem."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise Problems([Problem(Place(name), str(error), "name it with picture() in the layout")]) from None


class _Late(BaseException):
    """No Exception, so that no handler on the way takes it for one of its own."""


@contextmanager
def _limited(name: str) -> Iterator[None]:
    """Stop a layout that takes too long, and say so. Only where there is an alarm: in the main thread."""

    def ring(number: int, frame: FrameType | None) -> None:
        while frame:  # an exception in a finalizer would be lost: then at the next ring
            if frame.f_code.co_name == "__del__":
                return
            frame = frame.f_back
        raise _Late

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, 0.1)
    try:
        yield
    except _Late:
        what = f"laying out the page took more than {PATIENCE:g} s, and was stopped"
        remedy = "look for a text that is far too long, or for a size in theme.yaml that is far too large"
        raise Problems([Problem(Place(name), what, remedy)]) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
