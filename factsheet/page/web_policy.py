"""Lock down a web page, so that a browser fetches and runs nothing for it, whatever its layout says (CSP 3).

What a style sheet would fetch is refused when the page is made; the policy covers anything overlooked.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2

from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root

HEAD = re.compile(r"\s*<!DOCTYPE html>\s*<html[^<>]*>\s*<head>", re.IGNORECASE)
STYLE = re.compile(r"<style[^>]*>(.*?)</style>|\sstyle=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE | re.DOTALL)
# A font embedded in the page, which would be slow to read.
FONT = re.compile(r"url\(data:font/woff;base64,[A-Za-z0-9+/=]*\)")
FETCHES = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"}


def closed(page: str, root: Root, layout: Path, *, files: bool = False, script: str = "", beside: str = "") -> str:
    """Return a page with its policy: it may show its own pictures, and those in `files` beside it, and run one script.

    It may take one style sheet, `beside` it, which tells whether the files that it links to are there: a page that was
    e-mailed or moved by itself finds none, and shows no links that lead nowhere.

    Raises Problems for a page that does not begin as one, and for a style sheet that fetches.
    """
    place = Place(root.name(layout))
    if not (head := HEAD.match(page)):
        raise Problems(
            [Problem(place, "the page does not begin like a web page", "begin with <!DOCTYPE html> <html> <head>")]
        )
    said = [html.unescape(part) for found in STYLE.finditer(page) for part in found.groups() if part]
    problems = [
        Problem(place, f"a style sheet fetches {what[:80]}", "remove it; a page must contain everything it needs")
        for style in said
        for what in _fetches(FONT.sub("none", style))
    ]
    if problems:
        raise Problems(problems)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = "; ".join(
        [
            "default-src 'none'",
            "img-src 'self' file: data:" if files else "img-src data:",
            "font-src data:",
            "style-src 'unsafe-inline'" + (" 'self' file:" if beside else ""),
            *([f"script-src 'sha256-{digest}'"] if script else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
    sheet = f'\n<link rel="stylesheet" href="{html.escape(beside)}">' if beside else ""
    return page[: head.end()] + meta + sheet + page[head.end() :]


@lru_cache(maxsize=64)
def _fetches(style: str) -> tuple[str, ...]:
    """Return what a style sheet would fetch. Most pages have the same one, and it takes 0.02 s to read."""
    return tuple(_fetched(tinycss2.parse_component_value_list(style)))


def _fetched(tokens: list[Any]) -> Iterator[str]:
    """Yield what CSS would fetch, however it is spelled."""
    for token in tokens:
        if token.type == "at-keyword" and token.lower_value in ("import", "namespace"):
            yield f"@{token.lower_value}"
        elif token.type == "url" and not _inside(token.value):
            yield token.value
        elif token.type == "function" and token.lower_name in FETCHES:
            yield from (each.value for each in token.arguments if each.type == "string" and not _inside(each.value))
        for inner in (getattr(token, "content", None), getattr(token, "arguments", None)):
            yield from _fetched(inner or [])


def _inside(address: str) -> bool:
    return address.startswith(("data:", "picture:", "#"))
