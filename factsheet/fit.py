"""Make the leaflet fit its two sheets: the largest type, within the theme's limits, at which it does.

Where none does, say which texts are too long, and by how much: lengths that were tried on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import boxes, page, pdf
from .boxes import Sheet, Text
from .edition import Edition
from .errors import Place, Problem, Problems
from .page import Page
from .root import Root
from .theme import Theme

# Layouts that fitting may cost, beside the first.
EXTRA = 5
# A text set larger by a tenth takes more lines, each of them higher; bands and pictures stay. Measured on
# the leaflet from 10.5 to 8.5 pt: its height goes with the power 1.3 of the size.
POWER = 1.3


@dataclass(frozen=True)
class Setting:
    """An edition as it was laid out at a size of body text, in pt."""

    size: float
    edition: Edition
    theme: Theme
    page: Page
    document: Any
    sheets: tuple[Sheet, ...]
    texts: tuple[Text, ...]

    @property
    def fits(self) -> bool:
        return len(self.document.pages) <= len(self.theme.sheets)

    @property
    def spare(self) -> float:
        """Return the height that the last sheet has left, in pt: Word's closing band grows into it."""
        return max(0.0, self.sheets[-1].spare)


@dataclass(frozen=True)
class TooLong:
    """A text that has no room: its length now, the length that has, and the lines in between."""

    key: str
    length: int
    fits: int
    lines: int


@dataclass(frozen=True)
class Fitted:
    """An edition that fits, or its smallest setting with what is `too_long` in it; and the layouts that it cost."""

    setting: Setting
    too_long: tuple[TooLong, ...]
    layouts: int


def fitted(
    edition: Edition, theme: Theme, root: Root, english: Mapping[str, int] | None = None, known: float = 0
) -> Fitted:
    """Return the largest setting that fits: one size for the whole leaflet, so that it looks designed.

    Where the first size fits, nothing else is tried. `known` is a size that was found for just this
    edition before; `english` the length of each text in English, by which a translation is too long.
    """
    tried: dict[float, Setting] = {}

    def setting(size: float) -> Setting:
        if size not in tried:
            tried[size] = at(edition, theme, root, size)
        return tried[size]

    sizes = theme.sizes
    now = setting(known if known in sizes else sizes[0])
    while not now.fits and now.size != sizes[-1]:
        smaller = [size for size in sizes if size < now.size and size not in tried]
        guess = _guessed(now)
        now = setting(next((size for size in smaller if size <= guess + theme.fit.step / 2), smaller[-1]))
    while now.fits and now.size not in (known, sizes[0]):
        larger = setting(min(size for size in sizes if size > now.size))
        if not larger.fits:
            break
        now = larger
    if now.fits:
        return Fitted(now, (), len(tried))
    too_long, layouts = _too_long(now, theme, root, english or {}, EXTRA + 1 - len(tried))
    return Fitted(now, too_long, len(tried) + layouts)


def at(edition: Edition, theme: Theme, root: Root, size: float) -> Setting:
    """Lay an edition out at a size of body text, in pt."""
    set_in = theme if size == theme.sizes[0] else theme.at(size)
    sheet = page.make(edition, set_in, root)
    document = pdf.render(sheet, root, edition.stem)
    sheets, texts = boxes.measured(document)
    if len(sheets) != len(theme.sheets):
        what = f"the layout has {len(sheets)} sheets, and theme.yaml describes {len(theme.sheets)}"
        place = Place(root.name(root.layout / "leaflet.html.j2"))
        raise Problems([Problem(place, what, 'write <article class="sheet NAME"> for each of them')])
    return Setting(size, edition, set_in, sheet, document, tuple(sheets), tuple(texts))


def _guessed(setting: Setting) -> float:
    """Return the size at which a leaflet that is too long should fit."""
    worst = min(sheet.room / sheet.used for sheet in setting.sheets)
    return float(setting.size * worst ** (1 / POWER))


# What is too long


def _too_long(
    setting: Setting, theme: Theme, root: Root, english: Mapping[str, int], layouts: int
) -> tuple[tuple[TooLong, ...], int]:
    """Return the texts to shorten, each with a length; together they were seen to fit, if `layouts` sufficed."""
    over = {sheet.name: -sheet.spare for sheet in setting.sheets if len(sheet.pages) > 1}
    lengths: dict[str, int] = {}
    done = 0
    while done < max(layouts, 1):
        lengths = _cut(setting, english, over)
        trial = at(_shortened(setting.edition, lengths), theme, root, setting.size)
        done += 1
        if trial.fits:
            break
        for sheet in trial.sheets:
            if len(sheet.pages) > 1:
                over[sheet.name] = over.get(sheet.name, 0) + max(-sheet.spare, 1)
    by_key = {text.key: text for text in setting.texts}
    found = []
    for key, fits in lengths.items():
        length = len(str(setting.edition.text[key]))
        lines = max(1, round((length - fits) / length * len(by_key[key].lines)))
        found.append(TooLong(key, length, fits, lines))
    return tuple(sorted(found, key=lambda each: each.fits - each.length)), done


def _cut(setting: Setting, english: Mapping[str, int], over: Mapping[str, float]) -> dict[str, int]:
    """Return lengths at which the sheets that run over should not: first what is longest against the English."""

    def excess(text: Text) -> float:
        length = len(str(setting.edition.text[text.key]))
        return length / max(english.get(text.key, 0), 20) if english else length

    lengths: dict[str, int] = {}
    for name, height in over.items():
        left = height
        # A text beside a taller one, or of a line, gains nothing by being shorter.
        candidates = [
            t for t in setting.texts if t.key and t.sheet == name and t.slack < t.leading and len(t.lines) > 1
        ]
        for text in sorted(candidates, key=excess, reverse=True):
            if left <= 0:
                break
            lines = min(int(-(-left // text.leading)), len(text.lines) - 1)
            # What is left fills the lines that it keeps, but for the raggedness of one in four.
            length = len(str(setting.edition.text[text.key]))
            kept = (len(text.lines) - lines) / len(text.lines)
            lengths[text.key] = int(length * kept) - length // len(text.lines) // 4
            left -= lines * text.leading
    return lengths


def _shortened(edition: Edition, lengths: Mapping[str, int]) -> Edition:
    """Return an edition with some texts cut to a length."""
    texts = {key: text.cut(lengths[key]) if key in lengths else text for key, text in edition.text.items()}
    return replace(edition, text=texts)


def marked(edition: Edition, keys: Iterable[str]) -> Edition:
    """Return an edition as a draft in which the texts that are too long are marked."""
    texts = {key: replace(text, draft="long") if key in keys else text for key, text in edition.text.items()}
    return replace(edition, text=texts)
