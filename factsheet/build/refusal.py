"""Say what does not fit, and by how much: texts to shorten, words to break, words too near an edge."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.diagnostics import Place, Problem
from ..core.names import TextKey
from ..core.wording import counted
from ..source.schema import UNOFFICIAL
from ..typeset.copyfit import Clash, Fitted, TooFull, TooLong, TooNear, TooWide
from ..typeset.inserts import Piece
from ..typeset.placed import Text
from . import chart_refusals
from .chart_refusals import TOLD, in_mm
from .plan import RenderJob


def refusals(job: RenderJob, fitted: Fitted) -> Iterator[tuple[str, Problem]]:
    """Yield what keeps an edition from fitting, each with a keyword for programs."""
    yield from (("too-long", _too_long(job, each)) for each in fitted.too_long)
    yield from (("too-wide", _too_wide(job, each)) for each in fitted.too_wide if not each.text.chart)
    yield from (_too_near(job, each) for each in fitted.too_near if not each.text.chart)
    yield from chart_refusals.refusals(job, fitted)
    yield from (("too-full", _too_full(job, each)) for each in fitted.too_full)
    yield from (("collision", _clash(job, each)) for each in fitted.clashes)


def _too_long(job: RenderJob, text: TooLong) -> Problem:
    if text.band:
        limit = f"the band {text.band} can be at most {in_mm(job.theme.rows[text.band].highest)} high"
    else:
        limit = f"the smallest size allowed is {job.theme.sizes[-1]:g} pt"
    much = f"{counted(text.length - text.fits, 'character')} ({counted(text.lines, 'line')})"
    what = f"{_named(job, text.key)} is about {much} too long for its space; {limit}"
    return Problem(job.places[text.key], what, f"shorten it from {counted(text.length, 'character')} to {text.fits:,}")


def _too_wide(job: RenderJob, word: TooWide) -> Problem:
    what = f'the word "{word.word}" is {in_mm(word.excess)} too wide for its space'
    if word.key:
        hint = (
            "shorten it, or show where it may break: type \\u00AD (a soft hyphen) there, "
            "and put the text in double quotes"
        )
        return Problem(job.places[word.key], f"in {_named(job, word.key)} {what}", hint)
    place, hint = _unkeyed(job, word.text, word.word)
    return Problem(place, what, hint)


def _too_near(job: RenderJob, text: TooNear) -> tuple[str, Problem]:
    """Report words that are too near an edge, or beyond it."""
    named = f'"{text.words[:TOLD]}"' + (f" in {_named(job, text.key)}" if text.key else "")
    edge = f"the band {text.text.band.name}" if text.edge == "band" and text.text.band else "the sheet"
    kind = "off-page" if text.edge == "sheet" and text.gap < 0 else "too-near"
    if kind == "off-page":
        what = f"{named} runs off the page by {in_mm(-text.gap)}"
    elif text.edge == "place":
        what = f"{named} sticks out of its space by {in_mm(-text.gap)}"
    else:
        what = f"{named} is {in_mm(text.gap)} from the edge of {edge}; it must be at least {in_mm(text.least)}"
    place, hint = (job.places[text.key], "shorten it") if text.key else _unkeyed(job, text.text, text.words)
    return kind, Problem(place, what, f"{hint}, or give it more room in {_layout(job, 'page.css.j2').file}")


def _clash(job: RenderJob, clash: Clash) -> Problem:
    """Report what has no room of its own in print: a QR code, the words under one, or a text below them."""
    piece, on = clash.piece, clash.on
    if piece.text and piece.text.tag != "figcaption":
        what = f'in print, "{piece.says[:TOLD]}" overlaps a QR code or its words by {in_mm(clash.much)}'
        place, hint = (
            (job.places[piece.text.key], "shorten it") if piece.text.key else _unkeyed(job, piece.text, piece.says)
        )
        return Problem(place, what, f"{hint}, or move them apart in the layout")
    named, ending = _piece(piece), "" if piece.kind == "words" else "s"
    if on == "nothing":
        what = f"in print, there is no room left for {named}"
    elif on == "sheet":
        is_ = "is" if ending else "are"
        what = f"in print, {named} {is_} {in_mm(clash.much)} too close to the edge of the sheet, or over it"
    elif on == "band":
        what = f"in print, {named} run{ending} {in_mm(clash.much)} over the edge of the band"
    else:
        what = f"in print, {named} overlap{ending} {_piece(on)} by {in_mm(clash.much)}"
    layout = _layout(job, "page.css.j2").file
    hint = f"show an address in the text, take a link out, or give the codes more room in {layout}"
    return Problem(_link(job, piece.says), what, hint)


def _piece(piece: Piece) -> str:
    """Name a piece printed over a sheet, or under one."""
    if piece.kind == "code":
        return f"the QR code for {piece.says[:80]}"
    if piece.kind == "picture":
        return f'the picture "{piece.says[:TOLD]}"'
    return f'the words "{piece.says[:TOLD]}"' + (" under a QR code" if piece.text and not piece.text.key else "")


def _unkeyed(job: RenderJob, text: Text, said: str) -> tuple[Place, str]:
    """Return where a text without a key is written, and how to shorten it."""
    words = "".join(text.words.split())
    if text.tag == "figcaption":
        return _link(job, said), "shorten the words of the link; in print they are under its QR code"
    if words == "".join(str(job.edition.unofficial).split()):
        return job.places[UNOFFICIAL], f"shorten {UNOFFICIAL}"
    if words in {"".join(country.name.split()) for of in job.edition.lists.values() for country in of}:
        return Place(job.file), 'give the country a shorter name, in "countries" under "language"'
    if text.tag in ("td", "th"):
        return _layout(job, "theme.yaml"), "give its column more room (widths, in tables), or print fewer columns"
    return _layout(job, "page.html.j2"), "shorten it there"


def _link(job: RenderJob, said: str) -> Place:
    """Return where the link with these words, or to this address, is written."""
    for key, text in job.edition.text.items():
        if any(said in (address, "".join(run.text for run in runs)) for address, runs in text.linked()):
            return job.places[key]
    for key, text in job.edition.text.items():
        if any(said in "".join(run.text for run in runs) for _, runs in text.linked()):
            return job.places[key]
    return Place(job.file)


def _too_full(job: RenderJob, part: TooFull) -> Problem:
    """Report something that is too full, though no single text is to blame."""
    place = _layout(job, "theme.yaml")
    if part.kind == "leaflet":
        return Problem(
            place, f"the leaflet takes more than {counted(len(job.theme.sheets), 'page')}", "remove something"
        )
    if part.blocks:
        taken = ", ".join(f"the {name} takes {in_mm(height)}" for name, height in part.blocks)
        what = f"the sheet {part.name} is {in_mm(part.excess)} too tall; {taken}"
        return Problem(place, what, "print less in one of these, or shorten the texts on that sheet")
    what = f"the {part.kind} {part.name} overflows by {in_mm(part.excess)}, though no single text is too long"
    return Problem(place, what, "remove something, or give it more room there")


def _named(job: RenderJob, key: TextKey) -> str:
    """Name a text, and the variant of which it prints a fact: under another, it may fit."""
    return f"{key} under {job.edition.variant}" if key in job.own else key


def _layout(job: RenderJob, file: str) -> Place:
    return Place(job.root.name(job.root.layout / file))
