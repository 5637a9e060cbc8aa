"""Say of a chart which of its words have no room: once for all of them, since its line of the theme mends them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..core.diagnostics import Place, Problem
from ..core.wording import counted
from ..source import yaml_reader
from ..theme.measures import MM
from ..typeset.copyfit import Fitted, TooNear
from .plan import RenderJob

# How many letters of a text are quoted.
TOLD = 40
HINT = "make it wider or its type smaller, stack it, or set values: false"


def refusals(job: RenderJob, fitted: Fitted) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with each chart, once, with a keyword for programs."""
    wide: dict[str, dict[str, float]] = {}
    near: dict[str, list[TooNear]] = {}
    out = [(each.text.chart, each.word, each.excess) for each in fitted.too_wide]
    for each in fitted.too_near:
        if each.edge == "place":
            out.append((each.text.chart, each.words, -each.gap))
        elif each.text.chart:
            near.setdefault(each.text.chart, []).append(each)
    for chart, words, excess in out:
        if chart:
            of = wide.setdefault(chart, {})
            of[words] = max(excess, of.get(words, 0))
    for chart, sizes in wide.items():
        what = f'the chart "{chart}" has no room for {_quoted(list(sizes))} ({in_mm(max(sizes.values()))})'
        yield "too-wide", Problem(_place(job, chart), what, HINT)
    for chart, texts in near.items():
        yield _near(_place(job, chart), chart, texts)


def in_mm(length: float) -> str:
    """Return a length (pt) in millimetres."""
    return f"{length / MM:.1f}".removesuffix(".0") + " mm"


def _near(place: Place, chart: str, texts: Sequence[TooNear]) -> tuple[str, Problem]:
    """Report words of a chart that are too near the edge of the sheet, or beyond it."""
    worst, words = min(texts, key=lambda each: each.gap - each.least), _quoted(each.words for each in texts)
    hint = "make it narrower, or move it in the layout"
    if worst.edge == "sheet" and worst.gap < 0:
        what = f'the chart "{chart}" runs off the page by {in_mm(-worst.gap)}, with {words}'
        return "off-page", Problem(place, what, hint)
    much = f"{in_mm(worst.gap)} from the edge of the {worst.edge}; it must be at least {in_mm(worst.least)}"
    return "too-near", Problem(place, f'the chart "{chart}", with {words}, is {much}', hint)


def _quoted(words: Iterable[str]) -> str:
    """Quote the first of some words, and say how many others there are."""
    first, *others = words
    return f'"{first[:TOLD]}"' + (f" and {counted(len(others), 'other')}" if others else "")


def _place(job: RenderJob, chart: str) -> Place:
    """Return where the theme describes a chart."""
    return yaml_reader.read(job.root, job.root.layout / "theme.yaml").place(("charts", chart), key=True)
