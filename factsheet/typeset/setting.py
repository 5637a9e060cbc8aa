"""Lay out an edition at a size of body text, and tell what fits on the page and what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from ..core.diagnostics import Place, Problem, Problems
from ..core.names import NO_KEY, TextKey
from ..core.project import Root
from ..core.wording import counted
from ..edition.capitals import upper
from ..edition.edition import Edition
from ..page import page
from ..page.page import Page
from ..theme.model import Theme
from . import box_tree, inserts, justify, overflow, sheetwise
from .inserts import Clash
from .overflow import HAIR, Cell, TooNear, TooWide
from .placed import Insert, Laid, Picture, Sheet, Text
from .sheetwise import Joined

# How many lines a title has: a part of it is stacked on the other.
STACKED = 2


@dataclass(frozen=True)
class Setting:
    """An edition as it was laid out at a size of body text, in pt, and at a unit for each sheet.

    `rest` is its theme before it was set at this size, `theme` after; `joined` also has the pages that are printed
    onto others. If it was only tried, some sheets may have been left out.
    """

    size: float
    units: Mapping[str, float]
    edition: Edition
    rest: Theme
    theme: Theme
    page: Page
    joined: Joined
    texts: tuple[Text, ...]

    @property
    def document(self) -> Any:
        """Return WeasyPrint's document of the sheets."""
        return self.joined.document

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return self.joined.sheets

    @cached_property
    def printed_over(self) -> Any:
        """Return WeasyPrint's document of the pages that are printed onto sheets, or None."""
        return self.joined.printed_over()

    @cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """Return what is printed onto sheets."""
        pages = len(self.document.pages)
        return tuple(
            box_tree.laid_over(self.printed_over.pages[number], pages + number, each)
            for number, name in enumerate(self.page.inserts)
            for each in self.sheets
            if each.name == name
        )

    @property
    def fits(self) -> bool:
        """Tell whether each sheet takes one page, all of it is there, and no band is too full."""
        return self.fits_sheets and not self.crowded

    @property
    def fits_sheets(self) -> bool:
        """Tell whether each sheet takes one page, and is complete."""
        return len(self.document.pages) <= len(self.theme.sheets) and not self.over

    @cached_property
    def over(self) -> set[str]:
        """Return the sheets that run over. What runs off the foot of a flexible one is dropped without a word."""
        full = {sheet.name for sheet in self.sheets if sheet.spare <= -HAIR}
        return full | {text.sheet for text in self.texts if text.slack < -HAIR or self._is_cut(text)}

    @property
    def is_cut(self) -> bool:
        """Tell whether any text is only partly on the page."""
        return any(map(self._is_cut, self.texts))

    @property
    def is_whole(self) -> bool:
        """Tell whether all sheets were laid out."""
        return len(self.sheets) == len(self.theme.sheets)

    def _is_cut(self, text: Text) -> bool:
        """Tell whether any of the texts in an element is only partly on the page, whatever else is in it."""
        return any(self._is_partly(key, text) for key in text.keys)

    def _is_partly(self, key: TextKey, text: Text) -> bool:
        said = self.edition.text[key]
        language = said.language or self.edition.locale
        # Some may be in capitals.
        put_in, printed = (upper("".join(filter(str.isalnum, each)), language) for each in (str(said), text.words))
        return put_in not in printed

    def length(self, text: Text) -> int:
        """Return how long a text of the sources is, in characters."""
        return len(str(self.edition.text[text.key]))

    def lines(self, text: Text) -> int:
        """Return how many lines a text takes, or would take if it is cut."""
        return max(len(text.lines), round(self.length(text) * len(text.lines) / max(len(text.words), 1)))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cells of the bands."""
        return overflow.cells(self.texts, self.theme)

    @property
    def crowded(self) -> list[Cell]:
        """Return the cells with more text than their band has room for."""
        return [cell for cell in self.cells if cell.excess > HAIR]

    @property
    def strain(self) -> float:
        """Return by how much titles are too large for their bands, in width and in height, in pt."""
        return sum(self.strains.values())

    @cached_property
    def strains(self) -> dict[str, float]:
        """Return the same for each sheet of which a title is too large.

        A title is what is largest in a cell of a band. If it has the lines that it should, others crowd the band.
        """
        found: dict[str, float] = defaultdict(float)
        wide = {id(each.text): each.excess for each in self.wide_on_sheets}
        for cell in self.cells:
            title = max(cell.texts, key=_largest)
            strain = wide.get(id(title), 0) + (max(0, cell.excess) if len(title.lines) > STACKED else 0)
            if strain:
                found[title.sheet] += strain
        return dict(found)

    @cached_property
    def wide_on_sheets(self) -> tuple[TooWide, ...]:
        """Return the words on sheets that are wider than the place of their text."""
        return tuple(overflow.too_wide(self.texts))

    @property
    def too_wide(self) -> tuple[TooWide, ...]:
        """Return the words that are wider than the place of their text, on sheets and on what is printed onto them."""
        return (*self.wide_on_sheets, *overflow.too_wide(self._captions))

    @cached_property
    def too_near(self) -> tuple[TooNear, ...]:
        """Return the texts that run out of their place or off the sheet, or are too near an edge."""
        return tuple(overflow.too_near([*self.texts, *self._captions], self.theme, self.too_wide, self.over))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Return what has no place of its own in print: QR codes, the words under them, and texts below those.

        A sheet that is too full has pushed its texts away: there no code is to blame.
        """
        laid = [insert for insert in self.inserts if insert.sheet not in self.over]
        found = inserts.clashes(laid, self.texts, self.pictures, self.theme)
        return (*inserts.missing(self.inserts, self.page.codes), *found)

    @cached_property
    def pictures(self) -> list[tuple[int, Picture]]:
        """Return the pictures on the sheets, each after the number of its page."""
        pages = enumerate(self.document.pages)
        return [(number, picture) for number, page in pages for picture in box_tree.pictures(page)]

    @property
    def _captions(self) -> list[Text]:
        return [text for insert in self.inserts for text in insert.texts]

    @property
    def laid(self) -> Laid:
        """Return the height that the sheets have left, and that of the bands, for Word."""
        gaps = justify.gaps(self.document, self.sheets, self.theme.spread)
        spare = {sheet.name: 0.0 if sheet.name in gaps else max(0.0, sheet.spare) for sheet in self.sheets}
        bands = {cell.band.name: cell.band.height for cell in self.cells}
        shorter = [max(0.0, text.slack) for heading, text in pairwise(self.texts) if heading.beside]
        return Laid(spare, bands, self.units, gaps, shorter)


def _largest(text: Text) -> float:
    """Return the size of the largest letters in a text, in pt."""
    return max((ink.size for ink in text.inks), default=0)


def at(
    edition: Edition,
    theme: Theme,
    root: Root,
    size: float,
    units: Mapping[str, float] | None = None,
    only: Collection[str] = (),
) -> Setting:
    """Lay out an edition at a size of body text, in pt; each sheet in its unit (pt), or the least at this size.

    If an item of a list in columns takes more lines than one, the edition is laid out again. To try something, `only`
    some of its sheets can be laid out.
    """
    units = units or dict.fromkeys(theme.sheets, theme.tight(size))
    set_in = theme.at(size)
    setting = _laid_out(edition, theme, root, page.make(edition, set_in, root), size, units, only)
    items = [text for text in setting.texts if text.planned]
    if any(len(text.lines) > text.planned for text in items):
        sheet = page.make(edition, set_in, root, lines=[len(text.lines) for text in items])
        return _laid_out(edition, theme, root, sheet, size, units, only)
    return setting


def _named(text: Text, edition: Edition) -> Text:
    """Return a text with the keys that the edition has: a comment of the layout is none."""
    keys = tuple(key for key in text.keys if key in edition.text)
    longest = max(keys, key=lambda key: len(str(edition.text[key])), default=NO_KEY)
    return replace(text, key=longest, keys=keys)


def loosened(setting: Setting, root: Root, units: Mapping[str, float]) -> Setting:
    """Lay out the page of a setting again, in other units."""
    return _laid_out(setting.edition, setting.rest, root, setting.page, setting.size, units)


def again(setting: Setting, edition: Edition, root: Root) -> Setting:
    """Lay out an edition as another was."""
    return at(edition, setting.rest, root, setting.size, setting.units)


def _laid_out(
    edition: Edition,
    theme: Theme,
    root: Root,
    sheet: Page,
    size: float,
    units: Mapping[str, float],
    only: Collection[str] = (),
) -> Setting:
    """Lay out the page of an edition, which was made at a size of body text."""
    look = sheetwise.Look(units, tuple(theme.spread), tuple(theme.bands))
    joined = sheetwise.laid_out(sheet, root, edition.stem, look, only)
    if not only and len(joined.sheets) != len(theme.sheets):
        what = f"the layout has {counted(len(joined.sheets), 'sheet')}, but theme.yaml describes {len(theme.sheets)}"
        place = Place(root.name(root.layout / "page.html.j2"))
        raise Problems([Problem(place, what, 'write <article class="sheet NAME"> for each of them')])
    texts = tuple(_named(each, edition) for each in box_tree.texts(joined.document, theme.bands))
    return Setting(size, units, edition, theme, theme.at(size), sheet, joined, texts)
