"""Work out how long the texts of an edition can be if all grow in proportion, by trying it on the page.

Texts that share a height grow by the same share: those of a sheet, and those of a cell in a band.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from ..core.names import TextKey
from ..text.markup import Inline
from ..typeset.setting import Setting

# What shares a height: a sheet, by its name, or a cell in a band, by the key of its first text.
Place = str
Lay = Callable[[Mapping[TextKey, Inline], Collection[str]], Setting]

# By how much texts up to a length grow when they are translated (IBM, "Guidelines to design global solutions"): a label
# of one word can become three times as long. Longer ones grow by USUAL, and have no other limit than their sheet.
EXPANSION = ((10, 2.0), (20, 1.0), (30, 0.8), (50, 0.6), (70, 0.4))
USUAL = 0.3
# No more is promised than that a long text can become twice as long.
MOST = 1.0
# How much of what was found is promised. It is tried in the words of the leaflet, and those of others may be longer:
# at 0.8, everything that was promised in English, French and Arabic fits in German and in Finnish.
PROMISED = 0.8
# How many layouts it may take, how near to the truth is near enough, and how far before it to try.
TRIES, NEAR, SHORT = 3, 0.1, 0.95


@dataclass(frozen=True)
class Length:
    """How long a text is, how long it can be by itself, and how long its English is, in characters."""

    now: int
    alone: int
    english: int

    def grown(self, growth: float) -> float:
        """Return its length when a long text has grown by a share; a short one grows by more, up to its ceiling."""
        most = ceiling(self.english)
        if most is None:
            return min(self.alone, self.now * (1 + growth))
        return min(self.alone, self.now + max(0, most - self.now) * min(growth / USUAL, 1))


def ceiling(english: int) -> int | None:
    """Return the most that a translation of a short text should need, in characters; None for a long one."""
    before = 0
    for longest, more in EXPANSION:
        if english <= longest:
            return max(before, round(english * (1 + more)))
        before = round(longest * (1 + more))
    return None


def together(setting: Setting, lengths: Mapping[TextKey, Length], lay: Lay) -> dict[TextKey, int]:
    """Return how long each text on the page can be if all grow in proportion.

    `setting` is the edition at the smallest size, and `lay` lays out some of its sheets with other texts.
    """
    places = {key: place for key, place in _places(setting).items() if key in lengths}
    growth = _growth(setting, lengths, places, lay)
    return {
        key: int(lengths[key].now + (lengths[key].grown(growth[place]) - lengths[key].now) * PROMISED)
        for key, place in places.items()
    }


def _growth(
    setting: Setting, lengths: Mapping[TextKey, Length], places: Mapping[TextKey, Place], lay: Lay
) -> dict[Place, float]:
    """Return by how much the texts of each place can grow."""
    sheets = {places[text.key]: text.sheet for text in setting.texts if text.key in places}
    full = _full(setting, places)
    searches = {place: _Search(_spare(setting, place)) for place in sheets if place not in full}
    for _ in range(TRIES):
        trial = {place: search.next for place, search in searches.items() if not search.done}
        if not trial:
            break
        texts = {
            key: filled(setting.edition.text[key], int(lengths[key].grown(trial[place])))
            for key, place in places.items()
            if place in trial
        }
        tried = lay(texts, {sheets[place] for place in trial})
        full = _full(tried, places)
        for place in trial:
            searches[place] = searches[place].after(_spare(tried, place), full=place in full)
    return {place: searches[place].fits if place in searches else 0.0 for place in sheets}


@dataclass(frozen=True)
class _Search:
    """Look for the growth at which a place is full, between one that `fits` and one that `fails`.

    `left` is the height (pt) that the first leaves, `lacks` what the second is short of.
    """

    left: float
    lacks: float = 0.0
    fits: float = 0.0
    fails: float = MOST
    next: float = MOST

    @property
    def done(self) -> bool:
        return self.fits >= MOST or self.fails - self.fits <= NEAR

    def after(self, left: float, *, full: bool) -> _Search:
        """Return the search after a trial that has left so much, or lacks it if the place was too full."""
        now = (
            replace(self, fails=self.next, lacks=max(0.0, -left)) if full else replace(self, fits=self.next, left=left)
        )
        # The height grows with the length, more or less.
        share = now.left / (now.left + now.lacks) if now.lacks else 0.5
        return replace(now, next=now.fits + (now.fails - now.fits) * min(max(share * SHORT, 0.1), 0.9))


def _places(setting: Setting) -> dict[TextKey, Place]:
    """Return what each text shares its height with."""
    found: dict[TextKey, Place] = {text.key: text.sheet for text in setting.texts if text.key}
    for cell in setting.cells:
        keys = [text.key for text in cell.texts if text.key]
        found |= dict.fromkeys(keys, next(iter(keys), ""))
    return found


def _full(setting: Setting, places: Mapping[TextKey, Place]) -> set[Place]:
    """Return the places that have no room for their texts."""
    crowded = {text.key for cell in setting.crowded for text in cell.texts}
    return {*setting.over, *(places[key] for key in crowded if key in places)}


def _spare(setting: Setting, place: Place) -> float:
    """Return the height that a sheet has left, in pt, or lacks if it is negative; that of a cell is not asked for."""
    dropped = sum(
        (setting.lines(text) - len(text.lines)) * text.leading
        for text in setting.texts
        if text.key and text.sheet == place
    )
    return next((sheet.spare - dropped for sheet in setting.sheets if sheet.name == place), 0.0)


def filled(text: Inline, length: int) -> Inline:
    """Return a text that goes on to a length, in its own words and in the style of the last."""
    said = str(text)
    if length <= len(said) or not said.strip():
        return text
    more = (f" {said}" * (length // len(said) + 1))[: length - len(said)].rpartition(" ")[0]
    *before, last = text.runs
    return replace(text, runs=(*before, replace(last, text=last.text + more)))
