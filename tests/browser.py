"""A real browser: the machine's Chromium, without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .validators import absent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the browser, and close what was opened in it; skip what needs it where there is none."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        absent("Chromium (chromium)")
    browser = _started(str(path))
    before = browser.contexts
    try:
        yield browser
    finally:
        for context in browser.contexts:
            if context not in before:
                context.close()


@cache
def _started(path: str) -> Browser:
    """Start the browser, once for each process of tests: that takes a second."""
    from playwright.sync_api import sync_playwright

    playwright = OPEN.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
    OPEN.callback(browser.close)
    return browser


# What is to be closed before Python ends.
OPEN = ExitStack()


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe-core finds on a page, with all of its rules."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def asked_for(page: Page) -> list[str]:
    """Return a list that collects every address that the page asks for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def address(path: Path) -> str:
    return path.resolve().as_uri()
