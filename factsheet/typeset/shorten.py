"""Find which texts are too long, and by how much, by trying lengths on the page.

As few texts as possible, starting with those that are longest compared with their English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil

from ..core.names import TextKey
from ..edition.edition import Edition
from .overflow import HAIR, Cell
from .placed import Text
from .setting import Setting

Lay = Callable[[Edition], Setting]
Lengths = dict[TextKey, int]
# How many layouts finding the length of a text in a band may take.
TRIALS = 5


@dataclass(frozen=True)
class TooLong:
    """A text that is too long: its length, a length that fits, and the difference in lines.

    `band` is the name of its band, if that is what is too full.
    """

    key: TextKey
    length: int
    fits: int
    lines: int
    band: str = ""


def too_long(
    setting: Setting, english: Mapping[TextKey, int], lay: Lay, layouts: int
) -> tuple[tuple[TooLong, ...], int]:
    """Return the texts to shorten, and how many layouts it took to find out.

    Their new lengths were found to fit together, if `layouts` was enough. `lay` lays out an edition, at the size of the
    setting.
    """
    in_bands, trial, done = _bands(setting, english, lay)
    on_sheets, more = ({}, 0) if trial.fits_sheets else _sheets(trial, english, lay, max(layouts - done, 3))
    texts = {text.key: text for text in setting.texts}
    found = [
        TooLong(key, setting.length(texts[key]), fits, _gone(setting, texts[key], fits), _crowding(setting, key))
        for key, fits in {**in_bands, **on_sheets}.items()
    ]
    return tuple(sorted(found, key=lambda each: each.fits - each.length)), done + more


def _gone(setting: Setting, text: Text, fits: int) -> int:
    """Return how many lines a text loses when it is cut to a length."""
    length = setting.length(text)
    return max(1, round((length - fits) / length * setting.lines(text)))


def _crowding(setting: Setting, key: TextKey) -> str:
    """Return the name of the crowded band that a text is in, or nothing."""
    return next((cell.band.name for cell in setting.crowded if key in {text.key for text in cell.texts}), "")


def _share(setting: Setting, text: Text, english: Mapping[TextKey, int]) -> float:
    """Return how long a text is compared with its English, or if there is none, with the other texts."""
    length = setting.length(text)
    return length / max(english[text.key], 20) if text.key in english else length / 1000


def _shortened(edition: Edition, lengths: Mapping[TextKey, int]) -> Edition:
    """Return an edition with some texts cut to a length."""
    texts = {key: text.cut(lengths[key]) if key in lengths else text for key, text in edition.text.items()}
    return replace(edition, text=texts)


# In bands


def _bands(setting: Setting, english: Mapping[TextKey, int], lay: Lay) -> tuple[Lengths, Setting, int]:
    """Return lengths at which no band is crowded, the layout with them, and how many layouts it took."""
    fits: Lengths = {}
    fails: Lengths = {}
    half = {text.key: setting.length(text) // setting.lines(text) // 2 + 1 for text in setting.texts if text.key}
    trial, done, most = setting, 0, TRIALS * len(setting.crowded)
    while trial.crowded and done < most:
        texts = [(text, cell) for cell in trial.crowded if (text := _longest(trial, cell, english))]
        if not texts:
            break
        fails |= {text.key: trial.length(text) for text, _ in texts}
        fits |= {text.key: _less(trial, text, cell) for text, cell in texts}
        trial, done = lay(_shortened(setting.edition, fits)), done + 1
    while not trial.crowded and done < most and any(fails[key] - fits[key] > 1 for key in fits):
        between = {key: min((fits[key] + fails[key]) // 2, fits[key] + half[key]) for key in fits}
        longer = _shortened(setting.edition, between)
        if _cut(longer, fits) == _cut(trial.edition, fits):  # no more words
            fits = between
            continue
        other, done = lay(longer), done + 1
        fits, trial, fails = (fits, trial, fails | between) if other.crowded else (between, other, fails)
    return _cut(trial.edition, fits), trial, done


def _cut(edition: Edition, lengths: Lengths) -> Lengths:
    """Return how long texts of an edition are that were cut: to a length, and there at the end of a word."""
    return {key: len(str(edition.text[key]).rstrip()) for key in lengths}


def _longest(setting: Setting, cell: Cell, english: Mapping[TextKey, int]) -> Text | None:
    """Return the text of a cell to shorten: if possible, one that alone can make enough room."""
    texts = [text for text in cell.texts if text.key and setting.lines(text) > 1]
    texts.sort(key=lambda text: _share(setting, text, english), reverse=True)
    enough = [text for text in texts if (len(text.lines) - 1) * text.leading >= cell.excess - HAIR]
    return next(iter(enough or texts), None)


def _less(setting: Setting, text: Text, cell: Cell) -> int:
    """Return a length at which a text should have as few lines as its cell has room for."""
    lines = setting.lines(text)
    hidden = lines - len(text.lines)  # dropped at the foot of the sheet
    left = max(1, lines - hidden - ceil((cell.excess - HAIR) / text.leading))
    return max(1, setting.length(text) * left // lines)


# On sheets


def _sheets(setting: Setting, english: Mapping[TextKey, int], lay: Lay, layouts: int) -> tuple[Lengths, int]:
    """Return lengths at which no sheet is too full, and how many layouts it took.

    Texts are cut to the length of their English, and then given back the room that this leaves.
    """
    suspects = _suspects(setting, english)
    number, done = 1, 0
    while True:
        lengths = {text.key: least for text, least in suspects[:number]}
        trial = lay(_shortened(setting.edition, lengths))
        done += 1
        if trial.fits_sheets or number >= len(suspects) or done >= layouts:
            break
        number = min(2 * number, len(suspects)) if done < layouts - 1 else len(suspects)
    if trial.fits_sheets:
        lengths = _given_back(setting, trial, [text for text, _ in suspects[:number]], lengths)
        while done < layouts and not lay(_shortened(setting.edition, lengths)).fits_sheets:
            done += 1
            lengths = {key: length - len(str(setting.edition.text[key])) // 20 for key, length in lengths.items()}
    return lengths, done


def _suspects(setting: Setting, english: Mapping[TextKey, int]) -> list[tuple[Text, int]]:
    """Return the texts that make a sheet too long, the likeliest first, each with the least that it must keep.

    A text beside a taller one, or of one line, gains nothing by being shorter.
    """
    here = [text for text in setting.texts if text.key and text.sheet in setting.over]
    found = [text for text in here if text.slack < text.leading and setting.lines(text) > 1]
    found.sort(key=lambda text: _share(setting, text, english), reverse=True)
    return [
        (text, min(round(length * 0.9), max(english.get(text.key, length * 3 // 10), length // setting.lines(text))))
        for text in found
        if (length := setting.length(text))
    ]


def _given_back(setting: Setting, trial: Setting, texts: list[Text], lengths: Mapping[TextKey, int]) -> Lengths:
    """Return lengths increased by the lines that a trial has left; a text restored in full need not be shortened."""
    spare = {sheet.name: sheet.spare for sheet in trial.sheets}
    given: Lengths = {}
    for text in reversed(texts):
        length = setting.length(text)
        a_line = length / setting.lines(text)
        missing = -(-(length - lengths[text.key]) // a_line)
        lines = min(missing, spare[text.sheet] // text.leading)
        spare[text.sheet] -= lines * text.leading
        if lines < missing:
            # A text may not fill its last line: half a line is kept in reserve.
            given[text.key] = min(length - 1, round(lengths[text.key] + max(0, lines - 0.5) * a_line))
    return given or dict(lengths)
