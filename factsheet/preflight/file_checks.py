"""Check a PDF as a file: what it claims to be, its boxes, its fonts, and what is only for a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

from ..core.wording import counted
from ..theme.measures import MM
from .model import Fault, Proof, box

# What a box may be off by, in pt: a hundredth of a millimetre.
EXACT = 0.03


def standard(proof: Proof) -> Iterator[Fault]:
    """Find which identifiers of the standard are missing (ISO 15930-7, 6.4 to 6.7)."""
    pdf, wanted = proof.pdf, proof.printer.wishes.standard
    with pdf.open_metadata() as xmp:
        said = str(xmp.get("pdfxid:GTS_PDFXVersion", ""))
        for key in ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID"):
            if not xmp.get(key):
                yield Fault(f"the metadata has no {key}")
    if said != wanted:
        yield Fault(f'it says "{said}" instead of {wanted}' if said else f"it does not say that it is {wanted}")
    if pdf.docinfo.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield Fault("it does not say whether it is trapped")
    if "/ID" not in pdf.trailer:
        yield Fault("it has no identifier")
    if pdf.is_encrypted:
        yield Fault("it is encrypted")
    if float(pdf.pdf_version) < 1.6:
        yield Fault(f"it is PDF {pdf.pdf_version}, but the standard requires 1.6")


def intent(proof: Proof) -> Iterator[Fault]:
    """Find what is wrong with the output intent (6.2.2): the press it is made for."""
    wishes = proof.printer.wishes
    intents = [each for each in proof.pdf.Root.get("/OutputIntents", ()) if each.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield Fault(f"it {'does not say' if not intents else 'says twice'} which press it is made for")
        return
    said = intents[0]
    for key, wanted in (("/OutputConditionIdentifier", wishes.condition), ("/RegistryName", wishes.registry or "")):
        found = str(said.get(key, ""))
        if found != wanted:
            wants = f'"{wanted}"' if wanted else "none, because the condition is not in any registry"
            yield Fault(f'its {key.lstrip("/")} is "{found}", but the printer wants {wants}')
    if not wishes.registry and not str(said.get("/Info", "")):
        yield Fault("the press it is made for is not in any registry, so it must be described in words (Info)")
    profile = said.get("/DestOutputProfile")
    if profile is None:
        yield Fault("it has no colour profile")
    elif int(profile.get("/N", 0)) != 4 or profile.read_bytes()[16:20] != b"CMYK":
        yield Fault("its colour profile is not for a press with four inks")
    elif profile.read_bytes() != proof.printer.profile:
        yield Fault(f"its colour profile is not {proof.printer.file}")


def boxes(proof: Proof) -> Iterator[Fault]:
    """Find boxes that are missing, or not as large as they must be (ISO 32000-1, 14.11.2)."""
    bleed = proof.printer.wishes.bleed
    for number, page in enumerate(proof.pdf.pages, 1):
        media, outer, sheet = (box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        if sheet is None or outer is None or media is None:
            yield Fault("it has no TrimBox" if sheet is None else "it has no BleedBox", number)
            continue
        size = sheet[2] - sheet[0], sheet[3] - sheet[1]
        if any(abs(found - wanted) > EXACT for found, wanted in zip(size, proof.sheet, strict=True)):
            found, wanted = (f"{width / MM:.1f} x {height / MM:.1f} mm" for width, height in (size, proof.sheet))
            yield Fault(f"it is trimmed to {found} instead of {wanted}", number)
        for side, name in enumerate(("left", "bottom", "right", "top")):
            much = abs(sheet[side] - outer[side])
            if abs(much - bleed) > EXACT:
                yield Fault(f"the bleed at the {name} is {much / MM:.2f} mm instead of {bleed / MM:.2f} mm", number)
        if outer[0] < media[0] or outer[1] < media[1] or outer[2] > media[2] or outer[3] > media[3]:
            yield Fault("the page is smaller than its bleed", number)
        if "/ArtBox" in page.obj:
            yield Fault("it has an ArtBox as well as a TrimBox", number)
        if page.obj.get("/Rotate", 0) != 0 or page.obj.get("/UserUnit", 1) != 1:
            yield Fault("it is rotated or scaled", number)


def leaves(proof: Proof) -> Iterator[Fault]:
    """Find whether a side of the paper is missing; a layout may leave one empty."""
    number = len(proof.pdf.pages)
    if number % 2 and number != proof.sides:
        yield Fault(f"it has {counted(number, 'page')}, but a sheet has two sides")


def fonts(proof: Proof) -> Iterator[Fault]:
    """Find fonts that are not in the file."""
    for page, thing, place in proof.painted:
        if thing.kind == "text" and (missing := _unembedded(thing.state.font)):
            yield Fault(f"the font {missing} is not in the file", page, place)


def _unembedded(font: Any) -> str:
    """Return the name of a font without its letters, or nothing."""
    if font is None:
        return "of this text"
    if font.get("/Subtype") == Name.Type3:  # its letters are drawings in the file
        return ""
    of = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = of.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return "" if embedded else str(font.get("/BaseFont", "?")).lstrip("/")


def clean(proof: Proof) -> Iterator[Fault]:
    """Find what is only useful on a screen."""
    root = proof.pdf.Root
    for key, name in {
        "/Outlines": "bookmarks",
        "/AcroForm": "a form",
        "/OpenAction": "an action that runs when it is opened",
        "/AA": "actions",
        "/OCProperties": "layers",
        "/Collection": "attached files",
        "/AF": "attached files",
    }.items():
        if key in root:
            yield Fault(f"it has {name}")
    for key, name in {"/JavaScript": "a script", "/EmbeddedFiles": "attached files", "/Dests": "link targets"}.items():
        if key in root.get("/Names", {}):
            yield Fault(f"it has {name}")
    for number, page in enumerate(proof.pdf.pages, 1):
        for note in page.obj.get("/Annots", ()):
            kind = str(note.get("/Subtype", "")).lstrip("/")
            yield Fault("a live link" if kind == "Link" else f"an annotation ({kind})", number)
        if "/AA" in page.obj:
            yield Fault("an action", number)
