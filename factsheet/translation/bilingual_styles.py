"""The styles of the Word tables that go to translators, by the part that each plays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.xml import Element
from ..edition.locales import regional
from ..theme.model import Theme
from ..theme.roles import Role
from ..word.wordml import hex_colour, new, on, twips


@dataclass(frozen=True)
class Dress:
    """How the words of a part look: size and the space after them in pt, the role of their colour."""

    name: str
    size: float
    colour: Role
    bold: bool
    after: float
    proofed: bool = True


DRESSES = (
    Dress("Title", 16, "heading", True, 4),
    Dress("Help", 9.5, "text", False, 3),
    Dress("Head", 9.5, "paper", True, 0),
    Dress("Number", 9.5, "muted", True, 0),
    Dress("Key", 7, "muted", False, 1, proofed=False),
    Dress("Fingerprint", 6, "muted", False, 2, proofed=False),
    Dress("Place", 6, "muted", False, 1),
    Dress("State", 8.5, "text", True, 1),
    Dress("Note", 8.5, "muted", False, 2),
    Dress("English", 10, "text", False, 0),
)
# In pt: text that no style above covers, and a translation.
USUAL, TRANSLATION = 9.5, 10


def styles(theme: Theme, languages: tuple[str, str], script: str, *, rtl: bool) -> Iterator[Element]:
    """Yield every style. `languages` are the English and the one translated into, `script` and `rtl` are of that."""
    latin, *other = (face for face in theme.typefaces["text"].faces(script))
    own = other[0] if other else latin
    plain = latin.family if rtl else own.family
    fonts = {"ascii": latin.family, "hAnsi": latin.family, "eastAsia": latin.family, "cs": own.family}
    english, tongue = map(regional, languages)
    lang = new("lang", val=english, eastAsia=english, bidi=tongue)
    yield new(
        "docDefaults",
        new("rPrDefault", new("rPr", new("rFonts", **fonts), _colour(theme, "text"), *_size(USUAL), lang)),
        new("pPrDefault", new("pPr", new("spacing", before="0", after="0", line="264", lineRule="auto"))),
    )
    yield _style("paragraph", "Normal", None, default="1")
    yield _style("character", "Default Paragraph Font", None, default="1")
    margins = (new(edge, w="85", type="dxa") for edge in ("top", "left", "bottom", "right"))
    yield _style("table", "Bilingual", None, new("tblPr", new("tblCellMar", *margins)))
    yield from (_dressed(dress, theme) for dress in DRESSES)
    own_fonts = new("rFonts", **fonts | {"ascii": plain, "hAnsi": plain, "eastAsia": plain})
    own_lang = new("lang", val=tongue, eastAsia=tongue, bidi=tongue)
    # A face that looks small beside Noto Sans is enlarged here as much as on the page.
    words = new("rPr", own_fonts, *_size(TRANSLATION, own.scale), own_lang)
    yield _style("paragraph", "Translation", "Normal", new("pPr", new("bidi")) if rtl else None, words)
    mark = new("rPr", new("noProof"), _colour(theme, "muted"))
    yield _style("character", "Mark", "Default Paragraph Font", mark)
    seam = new("pPr", new("spacing", line="240", lineRule="auto"))
    yield _style("paragraph", "Seam", "Normal", seam, new("rPr", *_size(1)))


def _dressed(dress: Dress, theme: Theme) -> Element:
    properties = on("b", dress.bold), on("noProof", not dress.proofed), _colour(theme, dress.colour)
    return _style(
        "paragraph",
        dress.name,
        "Normal",
        new("pPr", new("spacing", after=twips(dress.after))),
        new("rPr", *properties, *_size(dress.size)),
    )


def _size(size: float, scale: float = 1) -> tuple[Element, Element]:
    """Return a size in half points, as Word has it, and that of letters which are not Latin."""
    return new("sz", val=str(round(size * 2))), new("szCs", val=str(round(size * 2 * scale)))


def _colour(theme: Theme, role: Role) -> Element:
    return new("color", val=hex_colour(theme.role(role).screen))


def _style(
    kind: str, name: str, based_on: str | None, *properties: Element | None, default: str | None = None
) -> Element:
    return new(
        "style",
        new("name", val=name),
        new("basedOn", val=based_on.replace(" ", "")) if based_on else None,
        *properties,
        type=kind,
        default=default,
        customStyle=None if default or name == "Title" else "1",
        styleId=name.replace(" ", ""),
    )
