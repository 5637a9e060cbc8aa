# ruff: noqa: RUF001
"""Words before a mark stay on their line if they fit without the space after them."""

from __future__ import annotations

from typing import Any

import pytest

from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.typeset import last_words, pdf

from ..conftest import REPOSITORY

# In pt: the words fit on the second line without the space at their end, not with it.
TIGHT = range(326, 334)
TEXT = (
    "domaines du <strong>Plan d’action conjoint de La Valette</strong> de 2015, et renforcent l’engagement "
    "à relever ensemble les défis de la <em>migration</em>."
)


def lines(width: int) -> list[str]:
    style = f"@page {{size: A4; margin: 0}} p {{font: 11.5pt 'Noto Sans'; width: {width}pt}}"
    page = Page(f"<html lang=fr><title>x</title><style>{style}</style><p>{TEXT}</p></html>", {})
    return list(_lines(pdf.render(page, Root(REPOSITORY), "x").pages[0]._page_box))


def _lines(box: Any) -> Any:
    if type(box).__name__ == "LineBox":
        yield "".join(_words(box))
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _words(box: Any) -> Any:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _words(child)


@pytest.mark.parametrize("width", TIGHT)
def test_no_word_stands_alone(width: int) -> None:
    assert all(" " in line.strip() for line in lines(width)[:-1])


def test_the_engine_still_needs_this(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_words, "_keeping", lambda split: split)
    assert any(lines(width)[1].strip() == "et" for width in TIGHT)
