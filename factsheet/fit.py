"""Make the leaflet fit its two sheets: the largest type, within the theme's limits, at which it does.

Where none does, say which texts are too long, and by how much: lengths that were tried on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
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
# Sizes that are guessed, the first included, before the smallest is tried.
GUESSES = 3
# A text set larger by a tenth takes more lines, each of them higher; bands and pictures stay. Measured on
# the leaflet from 10.5 to 8.5 pt: its height goes with the power 1.3 of the size.
POWER = 1.3
# What a line may be wider than its place, in pt: less is the end of an italic, and nobody sees it.
HAIR = 0.5


@dataclass(frozen=True)
class Setting:
    """An edition as it was laid out at a size of body text, in pt; `whole` has the pages that are inserts as well."""

    size: float
    edition: Edition
    theme: Theme
    page: Page
    document: Any
    whole: Any
    sheets: tuple[Sheet, ...]
    texts: tuple[Text, ...]

    @property
    def fits(self) -> bool:
        """Tell whether each sheet takes one page, and all of it stands there."""
        return len(self.document.pages) <= len(self.theme.sheets) and not self.over

    @cached_property
    def over(self) -> set[str]:
        """Return the sheets that run over. What runs off the foot of a flexible one is dropped without a word."""
        full = {sheet.name for sheet in self.sheets if sheet.spare <= -HAIR}
        return full | {text.sheet for text in self.texts if text.slack < -HAIR or self._is_cut(text)}

    def _is_cut(self, text: Text) -> bool:
        """Tell whether a text stands on the page by halves."""
        if not text.key:
            return False
        said = str(self.edition.text[text.key])
        put_in, printed = ("".join(filter(str.isalnum, each)) for each in (said, text.words))
        return put_in != printed

    def lines(self, text: Text) -> int:
        """Return how many lines a text takes, or would take where it is cut."""
        length = len(str(self.edition.text[text.key]))
        return max(len(text.lines), round(length * len(text.lines) / max(len(text.words), 1)))

    @property
    def too_wide(self) -> tuple[TooWide, ...]:
        """Return the words that are wider than the place that their text has."""
        return tuple(
            TooWide(text.key, max(line.words.split(), key=len), line.width - text.measure)
            for text in self.texts
            for line in text.lines
            if line.width > text.measure + HAIR
        )

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
class TooWide:
    """A word that runs over its place, by so many pt. `key` is empty for the name of a country."""

    key: str
    word: str
    excess: float


@dataclass(frozen=True)
class Fitted:
    """An edition that fits, or its best setting with what is wrong in it; and the layouts that it cost."""

    setting: Setting
    too_long: tuple[TooLong, ...]
    too_wide: tuple[TooWide, ...]
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
        smaller = [size for size in sizes if size < now.size]
        guess = _guessed(now) + theme.fit.step / 2
        now = setting(next((size for size in smaller if size <= guess and len(tried) < GUESSES), smaller[-1]))
    fails = min((size for size, each in tried.items() if not each.fits), default=0)
    while now.fits and len(tried) <= EXTRA:
        between = [size for size in sizes if now.size < size < fails]
        if not between:
            break
        middle = setting(between[-1] if len(tried) <= GUESSES else between[len(between) // 2])
        now, fails = (middle, fails) if middle.fits else (now, middle.size)
    if now.fits:
        now = _narrowed(now, sizes, setting)
        return Fitted(now, (), now.too_wide, len(tried))
    too_long, layouts = _too_long(now, theme, root, english or {}, max(EXTRA + 1 - len(tried), 3))
    return Fitted(now, too_long, now.too_wide, len(tried) + layouts)


def _narrowed(setting: Setting, sizes: list[float], at: Callable[[float], Setting]) -> Setting:
    """Return a smaller setting in which no word is too wide, if there is one; else the same."""
    if not setting.too_wide:
        return setting
    share = min(text.measure / line.width for text in setting.texts for line in text.lines if line.width > text.measure)
    for size in [size for size in sizes if size <= setting.size * share][:2]:
        smaller = at(size)
        if smaller.fits and not smaller.too_wide:
            return smaller
    return setting


def at(edition: Edition, theme: Theme, root: Root, size: float) -> Setting:
    """Lay an edition out at a size of body text, in pt."""
    set_in = theme if size == theme.sizes[0] else theme.at(size)
    sheet = page.make(edition, set_in, root)
    whole = pdf.render(sheet, root, edition.stem)
    document = whole.copy(whole.pages[: len(whole.pages) - len(sheet.inserts)])
    sheets, texts = boxes.measured(document)
    if len(sheets) != len(theme.sheets):
        what = f"the layout has {len(sheets)} sheets, and theme.yaml describes {len(theme.sheets)}"
        place = Place(root.name(root.layout / "leaflet.html.j2"))
        raise Problems([Problem(place, what, 'write <article class="sheet NAME"> for each of them')])
    return Setting(size, edition, set_in, sheet, document, whole, tuple(sheets), tuple(texts))


def _guessed(setting: Setting) -> float:
    """Return the size at which a leaflet that is too long should fit."""
    missing: dict[str, float] = defaultdict(float)  # the height of what was dropped
    for text in setting.texts:
        if text.key:
            missing[text.sheet] += (setting.lines(text) - len(text.lines)) * text.leading
    worst = min(sheet.room / (sheet.used + missing[sheet.name]) for sheet in setting.sheets)
    return float(setting.size * worst ** (1 / POWER))


# What is too long


def _too_long(
    setting: Setting, theme: Theme, root: Root, english: Mapping[str, int], layouts: int
) -> tuple[tuple[TooLong, ...], int]:
    """Return the texts to shorten, each with a length; together they were seen to fit, if `layouts` sufficed.

    As few texts as will do, beginning with those that are longest against their English: these are cut to
    what the English has, and then given back what room that leaves.
    """
    suspects = _suspects(setting, english)
    number, done = 1, 0
    while True:
        lengths = {text.key: least for text, least in suspects[:number]}
        trial = at(_shortened(setting.edition, lengths), theme, root, setting.size)
        done += 1
        if trial.fits or number >= len(suspects) or done >= layouts:
            break
        number = min(2 * number, len(suspects)) if done < layouts - 1 else len(suspects)
    if trial.fits:
        lengths = _given_back(setting, trial, [text for text, _ in suspects[:number]], lengths)
        while done < layouts and not at(_shortened(setting.edition, lengths), theme, root, setting.size).fits:
            done += 1
            lengths = {key: length - len(str(setting.edition.text[key])) // 20 for key, length in lengths.items()}
    by_key = {text.key: text for text in setting.texts}
    found = []
    for key, fits in lengths.items():
        length = len(str(setting.edition.text[key]))
        lines = max(1, round((length - fits) / length * setting.lines(by_key[key])))
        found.append(TooLong(key, length, fits, lines))
    return tuple(sorted(found, key=lambda each: each.fits - each.length)), done


def _suspects(setting: Setting, english: Mapping[str, int]) -> list[tuple[Text, int]]:
    """Return the texts that make a sheet too long, the likeliest first, each with the least that it must keep.

    A text beside a taller one, or of one line, gains nothing by being shorter.
    """
    here = [text for text in setting.texts if text.key and text.sheet in setting.over]
    found = [text for text in here if text.slack < text.leading and setting.lines(text) > 1]

    def share(text: Text) -> float:
        length = len(str(setting.edition.text[text.key]))
        return length / max(english[text.key], 20) if text.key in english else length / 1000

    return [
        (text, min(round(length * 0.9), max(english.get(text.key, length * 3 // 10), length // setting.lines(text))))
        for text in sorted(found, key=share, reverse=True)
        if (length := len(str(setting.edition.text[text.key])))
    ]


def _given_back(setting: Setting, trial: Setting, texts: list[Text], lengths: Mapping[str, int]) -> dict[str, int]:
    """Return larger lengths, by the lines that a trial has left; a text that gets all of it back is none to shorten."""
    spare = {sheet.name: sheet.spare for sheet in trial.sheets}
    given: dict[str, int] = {}
    for text in reversed(texts):
        length = len(str(setting.edition.text[text.key]))
        a_line = length / setting.lines(text)
        missing = -(-(length - lengths[text.key]) // a_line)
        lines = min(missing, spare[text.sheet] // text.leading)
        spare[text.sheet] -= lines * text.leading
        if lines < missing:
            # What is left does not fill its last line to the end: half of one is kept back.
            given[text.key] = min(length - 1, round(lengths[text.key] + max(0, lines - 0.5) * a_line))
    return given or dict(lengths)


def _shortened(edition: Edition, lengths: Mapping[str, int]) -> Edition:
    """Return an edition with some texts cut to a length."""
    texts = {key: text.cut(lengths[key]) if key in lengths else text for key, text in edition.text.items()}
    return replace(edition, text=texts)


def marked(edition: Edition, keys: Iterable[str]) -> Edition:
    """Return an edition as a draft in which the texts that are too long are marked."""
    texts = {key: replace(text, draft="long") if key in keys else text for key, text in edition.text.items()}
    return replace(edition, text=texts)
