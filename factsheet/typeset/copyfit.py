"""Make the leaflet fit its two sheets: the largest type, within the theme's limits, at which it does.

If there is none, say which texts are too long, and by how much (shorten).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Literal

from markupsafe import Markup

from ..core.names import TextKey
from ..core.project import Root
from ..edition.edition import Country, Edition
from ..text.markup import Inline, Run
from ..theme.model import Theme
from . import elastic, shorten
from .inserts import Clash
from .overflow import TooNear, TooWide
from .placed import Fit
from .setting import Setting, again, at, loosened
from .shorten import TooLong

__all__ = [
    "EXTRA", "Clash", "Fit", "Fitted", "Setting", "TooFull", "TooLong", "TooNear", "TooWide",
    "again", "at", "fitted", "marked",
]  # fmt: skip

# How many layouts, besides the first, it may take to find what is too long. A size is found by halving, without limit.
EXTRA = 5
# How many sizes are guessed, including the first, before the smallest is tried.
GUESSES = 3
# A text set larger by a tenth takes more lines, each of them higher. Measured on the leaflet from 8.5 to 10.5 pt:
# what follows the unit grows as the size to the power of 1.4 to 1.6 in all, and of 1.6 to 3.8 at the next step.
POWER = 2
# Units are in hundredths of a pt: whatever unit a sheet was laid out in before, the same is found.
HUNDREDTHS = 100


@dataclass(frozen=True)
class TooFull:
    """A sheet or band that overflows, and by how many pt, or a leaflet with too many pages.

    `blocks` are the tables and figures on the sheet, each with its height.
    """

    kind: Literal["sheet", "band", "leaflet"]
    name: str
    excess: float
    blocks: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Fitted:
    """An edition that fits, or its best setting and what is wrong with it, with the number of layouts it took."""

    setting: Setting
    too_long: tuple[TooLong, ...]
    layouts: int

    @property
    def fit(self) -> Fit:
        """Return where to begin the next time."""
        return Fit(self.setting.size, self.setting.units, largest=True)

    @property
    def too_wide(self) -> tuple[TooWide, ...]:
        return self.setting.too_wide

    @property
    def too_near(self) -> tuple[TooNear, ...]:
        return self.setting.too_near

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return self.setting.clashes

    @property
    def too_full(self) -> tuple[TooFull, ...]:
        """Return the sheets and bands that are too full though no text of theirs is too long.

        A sheet with tables or figures is among them even if a text is: one of these could give way instead.
        """
        setting, blamed = self.setting, {text.key for text in self.too_long}
        sheets = {text.sheet for text in setting.texts if text.key in blamed}
        found = [
            TooFull("sheet", sheet.name, -sheet.spare, tuple(sheet.blocks))
            for sheet in setting.sheets
            if sheet.name in setting.over and (sheet.blocks or sheet.name not in sheets)
        ]
        found += [
            TooFull("band", cell.band.name, cell.excess)
            for cell in setting.crowded
            if not blamed & {text.key for text in cell.texts}
        ]
        if not setting.fits and not found and not blamed:
            found.append(TooFull("leaflet", "", 0))
        return tuple(found)


def fitted(
    edition: Edition, theme: Theme, root: Root, english: Mapping[TextKey, int] | None = None, likely: Fit | None = None
) -> Fitted:
    """Return the largest setting that fits: one size for the whole leaflet, so that it looks designed.

    Each sheet is then set in the largest unit at which it fits. `likely` is what this edition, or one like it, was
    found to fit at before: where it still does, that takes one layout. `english` is the length of each text in
    English, against which a translation is judged too long.
    """
    sizes = theme.sizes
    now = _begun(edition, theme, root, likely)
    theme, tried = now.rest, {now.size: now}

    def setting(size: float) -> Setting:
        if size not in tried:
            tried[size] = _tried(now, root, size)
        return tried[size]

    while not now.fits_sheets and now.size != sizes[-1]:
        smaller = [size for size in sizes if size < now.size]
        guess = _guessed(now) + theme.fit.step / 2
        now = setting(next((size for size in smaller if size <= guess and len(tried) < GUESSES), smaller[-1]))
    known = now.fits_sheets and Fit(now.size, _filled(now, theme, now.size), largest=True) == likely
    while now.fits_sheets and not known:
        fails = min((size for size, each in tried.items() if not each.fits_sheets), default=sizes[0] + 1)
        between = [size for size in sizes if now.size < size < fails and _may_fit(now, theme, size)]
        if not between:
            break
        middle = setting(between[-1] if len(tried) <= GUESSES else between[len(between) // 2])
        now = middle if middle.fits_sheets else now
    if likely and not likely.largest and not _is_easy(now):  # what is wrong is told as if nothing had been known
        return fitted(edition, theme, root, english)
    if now.fits_sheets and not _is_easy(now):  # what is in a band follows the unit, and may fit with tight leading
        now = _eased(at(edition, theme, root, now.size), root)
    if now.fits:
        loose = _loosened(now, theme, root)
        return Fitted(loose, (), len(tried) + (loose is not now))
    left = max(EXTRA + 1 - len(tried), 3)
    too_long, layouts = shorten.too_long(now, english or {}, lambda cut: at(cut, theme, root, now.size), left)
    return Fitted(now, too_long, len(tried) + layouts)


def _begun(edition: Edition, theme: Theme, root: Root, likely: Fit | None) -> Setting:
    """Return the first setting to be tried: the likely one if it fits, else one with tight leading."""
    size = likely.size if likely and likely.size in theme.sizes else theme.body
    units = _within(likely.units, theme, size) if likely and likely.units.keys() == set(theme.sheets) else {}
    setting = at(edition, theme, root, size, units)
    if _is_easy(setting):
        return setting
    tight = at(edition, theme, root, size) if set(setting.units.values()) != {theme.tight(size)} else setting
    return _titled(tight, root)


def _tried(now: Setting, root: Root, size: float) -> Setting:
    """Return a setting at another size, with all its sheets if they fit, or if there is no smaller size.

    At a smaller size, the units are tried first that sheets have if their lines break as they do now.
    """
    edition, theme = now.edition, now.rest
    likely = _filled(now, theme, size) if size < now.size and not now.is_cut and now.is_whole else None
    for units in [likely, None] if likely else [None]:
        setting = at(edition, theme, root, size, units, only={_fullest(now)})
        if setting.fits_sheets:
            setting = at(edition, theme, root, size, units)
        if setting.fits_sheets:
            return setting
    return at(edition, theme, root, size) if size == theme.sizes[-1] else setting


def _within(units: Mapping[str, float], theme: Theme, size: float) -> dict[str, float]:
    """Return the units of sheets within the theme's limits at a size, in pt."""
    least, most = theme.tight(size), theme.unit(size, theme.fit.loosest)
    return {sheet: min(most, max(least, unit)) for sheet, unit in units.items()}


def _titled(setting: Setting, root: Root) -> Setting:
    """Return a setting with its titles smaller, if any is too long for its band at the full size."""
    if not setting.strain:
        return setting
    for share in setting.rest.shares:
        tried = at(setting.edition, setting.rest.titled(share), root, setting.size, only=setting.strains)
        if not tried.strain or (share == setting.rest.shares[-1] and tried.strain < setting.strain):
            return at(setting.edition, setting.rest.titled(share), root, setting.size)
    return setting


def _may_fit(setting: Setting, theme: Theme, size: float) -> bool:
    """Tell whether a leaflet may fit at a larger size: not if it would not, even if its lines broke as they do now.

    At a larger size they can only become more, since all type grows in proportion.
    """
    unit = theme.tight(size)
    return all(elastic.largest(sheet, setting.units[sheet.name]) >= unit for sheet in setting.sheets)


def _filled(setting: Setting, theme: Theme, size: float) -> dict[str, float]:
    """Return the units in which sheets are just full, within the theme's limits at a size."""
    full = {sheet.name: elastic.largest(sheet, setting.units[sheet.name]) for sheet in setting.sheets}
    return _within({name: floor(unit * HUNDREDTHS) / HUNDREDTHS for name, unit in full.items()}, theme, size)


def _fullest(setting: Setting) -> str:
    """Return the name of the sheet that most likely runs over at a larger size."""
    return min(setting.sheets, key=lambda sheet: elastic.largest(sheet, setting.units[sheet.name])).name


def _loosened(setting: Setting, theme: Theme, root: Root) -> Setting:
    """Return a setting that fits with each sheet in the largest unit at which it does, within the theme's limits."""
    units = _filled(setting, theme, setting.size)
    if units == setting.units:
        return setting
    loose = loosened(setting, root, units)
    return loose if loose.fits else setting


def _eased(setting: Setting, root: Root) -> Setting:
    """Return the largest smaller setting in which no word is too wide and no band too full; else the same setting."""
    wide = [each.text.measure / (each.text.measure + each.excess) for each in setting.wide_on_sheets]
    full = [(1 - cell.excess / cell.takes) ** (1 / POWER) for cell in setting.crowded if cell.excess < cell.takes]
    smaller = [size for size in setting.rest.sizes if size <= setting.size * min(wide + full, default=0)]
    if not smaller:
        return setting
    affected = {each.text.sheet for each in setting.wide_on_sheets}
    affected |= {text.sheet for cell in setting.crowded for text in cell.texts}

    def tried(size: float) -> Setting:
        return at(setting.edition, setting.rest, root, size, only=affected)

    guess = tried(smaller[0])
    crowded = [cell.takes for cell in setting.crowded]
    fixed = not wide and [cell.takes for cell in guess.crowded] == crowded
    if _is_easy(guess):
        return at(setting.edition, setting.rest, root, smaller[0])
    if fixed or not _is_easy(tried(smaller[-1])):
        return setting
    fails, eases = 0, len(smaller) - 1
    while eases - fails > 1:
        middle = (fails + eases) // 2
        fails, eases = (fails, middle) if _is_easy(tried(smaller[middle])) else (middle, eases)
    return at(setting.edition, setting.rest, root, smaller[eases])


def _is_easy(setting: Setting) -> bool:
    return setting.fits and not setting.wide_on_sheets


def _guessed(setting: Setting) -> float:
    """Return the size at which a leaflet that is too long should fit."""
    missing: dict[str, float] = defaultdict(float)  # the height of what was dropped
    for text in setting.texts:
        if text.key:
            missing[text.sheet] += (setting.lines(text) - len(text.lines)) * text.leading
    worst = min(
        (sheet.room - sheet.rigid) / (sheet.used - sheet.rigid + missing[sheet.name]) for sheet in setting.sheets
    )
    return float(setting.size * max(worst, 0) ** (1 / POWER))


def marked(edition: Edition, keys: Iterable[TextKey], others: Iterable[str] = ()) -> Edition:
    """Return an edition as a draft that marks what does not fit: texts by their keys, anything else by its words."""
    long = set(keys)
    texts = {key: replace(text, draft="long") if key in long else text for key, text in edition.text.items()}
    words = {_bare(each) for each in others}
    unofficial = edition.unofficial
    if unofficial and _bare(str(unofficial)) in words:
        unofficial = replace(unofficial, draft="long")
    lists = {
        key: tuple(_marked(each) if _bare(each.name) in words else each for each in countries)
        for key, countries in edition.lists.items()
    }
    return replace(edition, text=texts, unofficial=unofficial, lists=lists, overflows=True)


def _marked(country: Country) -> Country:
    return replace(country, name=Markup(Inline((Run(country.name),), draft="long")))


def _bare(words: str) -> str:
    """Return words without what separates them: a line may break anywhere."""
    return "".join(filter(str.isalnum, words))
