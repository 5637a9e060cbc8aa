"""Lay out an edition at a size of body text, and tell what fits on the page and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from ..edition.capitals import upper
from ..edition.edition import Edition
from ..page import page
from ..page.page import Page
from ..theme.model import Theme
from . import box_tree, inserts, overflow, sheetwise
from .inserts import Clash
from .overflow import HAIR, Cell, TooNear, TooWide
from .placed import Insert, Laid, Sheet, Text


@dataclass(frozen=True)
class Setting:
    """An edition as it was laid out at a size of body text, in pt.

    `whole` is the document with the pages that are printed onto others; `inserts` is what is on those.
    """

    size: float
    edition: Edition
    theme: Theme
    page: Page
    document: Any
    whole: Any
    sheets: tuple[Sheet, ...]
    texts: tuple[Text, ...]
    inserts: tuple[Insert, ...]

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

    def _is_cut(self, text: Text) -> bool:
        """Tell whether a text is only partly on the page."""
        if not text.key:
            return False
        said = self.edition.text[text.key]
        language = said.language or self.edition.locale
        # Some may be in capitals.
        put_in, printed = (upper("".join(filter(str.isalnum, each)), language) for each in (str(said), text.words))
        return put_in != printed

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

    @cached_property
    def too_wide(self) -> tuple[TooWide, ...]:
        """Return the words that are wider than the place of their text."""
        return tuple(overflow.too_wide([*self.texts, *self._captions]))

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
        pages = enumerate(self.document.pages)
        pictures = [(number, picture) for number, page in pages for picture in box_tree.pictures(page)]
        found = inserts.clashes(laid, self.texts, pictures, self.theme)
        return (*inserts.missing(self.inserts, self.page.codes), *found)

    @property
    def _captions(self) -> list[Text]:
        return [text for insert in self.inserts for text in insert.texts]

    @property
    def laid(self) -> Laid:
        """Return the height that the sheets have left, and that of the bands, for Word."""
        spare = {sheet.name: max(0.0, sheet.spare) for sheet in self.sheets}
        return Laid(spare, {cell.band.name: cell.band.height for cell in self.cells})


def at(edition: Edition, theme: Theme, root: Root, size: float) -> Setting:
    """Lay out an edition at a size of body text, in pt; once more if an item of a list in columns takes more lines."""
    set_in = theme if size == theme.sizes[0] else theme.at(size)
    setting = _laid_out(edition, set_in, root, size)
    items = [text for text in setting.texts if text.planned]
    if any(len(text.lines) > text.planned for text in items):
        return _laid_out(edition, set_in, root, size, [len(text.lines) for text in items])
    return setting


def _laid_out(edition: Edition, theme: Theme, root: Root, size: float, lines: Sequence[int] = ()) -> Setting:
    """Lay out an edition in a theme; `lines` tells how many lines the items of lists in columns take."""
    sheet = page.make(edition, theme, root, lines=lines)
    joined = sheetwise.laid_out(sheet, root, edition.stem, theme.spread)
    whole, document, sheets = joined.whole, joined.document, joined.sheets
    if len(sheets) != len(theme.sheets):
        what = f"the layout has {len(sheets)} sheets, but theme.yaml describes {len(theme.sheets)}"
        place = Place(root.name(root.layout / "leaflet.html.j2"))
        raise Problems([Problem(place, what, 'write <article class="sheet NAME"> for each of them')])
    texts = box_tree.texts(document, theme.bands)
    pages = len(document.pages)
    laid = tuple(
        box_tree.laid_over(whole.pages[pages + number], pages + number, each)
        for number, name in enumerate(sheet.inserts)
        for each in sheets
        if each.name == name
    )
    return Setting(size, edition, theme, sheet, document, whole, sheets, tuple(texts), laid)
