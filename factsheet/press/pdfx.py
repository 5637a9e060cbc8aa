"""Turn the page into what an offset printer accepts: PDF/X-4 (ISO 15930-7), in inks, with bleed and marks.

Nothing is laid out or drawn again: the pages of the screen PDF are taken as they are, with each colour replaced by the
theme's inks, each fill that reaches the edge extended into the bleed, and what only a reader needs left out.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from ..core.diagnostics import Place, Problems
from ..photos.placed import Photo
from ..theme.printer import FOLDER, Printer
from . import colour_bar, printer_marks, slug
from .photos import Photos
from .separations import Inker, Inks
from .slug import Slug


@dataclass(frozen=True)
class Over:
    """Pages that are printed onto others, as a PDF, and the numbers of those, from 0."""

    pages: bytes = b""
    onto: Sequence[int] = ()


def write(
    screen: bytes,
    over: Over,
    inks: Mapping[str, Inks],
    printer: Printer,
    about: Slug,
    photos: Mapping[str, Photo] | None = None,
) -> bytes:
    """Return a PDF of WeasyPrint's as a press PDF.

    `over` is printed onto its pages; `inks` are the theme's colours by their value for the screen; `about` names the
    job, and is printed if the printer wants a slug; `photos` are those on the pages, as `photos.recognised` returns
    them. Raises Problems for anything that cannot be printed: a colour that the theme does not have, a gradient,
    transparency, a bitmap that is no photo, or too coarse.
    """
    with Pdf.open(BytesIO(screen)) as pdf:
        if over.onto:
            with Pdf.open(BytesIO(over.pages)) as inserts:
                pdf.pages.extend(inserts.pages)
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        sheet, wishes = (left, bottom, right, top), printer.wishes
        shown = Photos(pdf, photos, printer, sheet, inks) if photos else None
        inker = Inker(pdf, inks, sheet, wishes.bleed, wishes.ink_limit, about.job, shown)
        for page in pdf.pages:
            inker.page(page)
        if inker.problems:
            raise Problems(inker.problems)
        _insert(pdf, over.onto)
        for number, page in enumerate(pdf.pages, 1):
            _boxes(pdf, page, printer, _beside(page.mediabox, printer, about, number, len(pdf.pages)))
        _clean(pdf)
        _intent(pdf, printer)
        _describe(pdf, printer, screen + over.pages)
        result = BytesIO()
        # Separate objects, which every PDF reader understands: object streams came with PDF 1.5.
        pdf.save(
            result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.6"
        )
        return result.getvalue()


def _insert(pdf: Pdf, onto: Sequence[int]) -> None:
    """Lay the last pages over others, and remove them."""
    first = len(pdf.pages) - len(onto)
    for number, target in enumerate(onto):
        page, insert = pdf.pages[target], pdf.pages[first + number]
        # The pages may share what they draw: the insert is for this one.
        forms = dict(page.obj.Resources.get("/XObject", Dictionary()).items())
        page.obj.Resources.XObject = Dictionary({**forms, "/Insert": pdf.make_indirect(insert.as_form_xobject())})
        page.contents_add(b"\nq /Insert Do Q")
    del pdf.pages[first:]


def _room(printer: Printer) -> float:
    """Return how far a page goes over the sheet on each side, in pt: the bleed, and what is drawn outside it."""
    wishes = printer.wishes
    drawn = wishes.marks != "none" or wishes.slug or wishes.colour_bar
    return wishes.bleed + (printer_marks.ROOM if drawn else 0)


def _beside(sheet: Array, printer: Printer, about: Slug, page: int, pages: int) -> bytes:
    """Return what is drawn between the marks. Raises Problems if the sheet is too narrow for it."""
    wishes, place = printer.wishes, Place(f"{FOLDER}/{printer.name}.yaml")
    left, right = printer_marks.between([float(side) for side in sheet], _room(printer), wishes.bleed)
    line = slug.drawn(about, page, pages, left, place) if wishes.slug else b""
    return line + (colour_bar.drawn(right, place) if wishes.colour_bar else b"")


def _boxes(pdf: Pdf, page: pikepdf.Page, printer: Printer, beside: bytes) -> None:
    """Set the boxes of a page (ISO 32000-1, 14.11.2), with room for the marks, and draw those and what is beside."""
    left, bottom, right, top = trim = [float(side) for side in page.mediabox]
    bleed, room = printer.wishes.bleed, _room(printer)
    # The outer corner stays at 0, 0: not every imposition program checks where it is.
    page.contents_add(f"q 1 0 0 1 {room} {room} cm\n".encode(), prepend=True)
    page.contents_add(b"Q\n" + printer_marks.drawn(trim, room, bleed, printer.wishes.marks) + beside)
    page.contents_coalesce()
    width, height = right - left, top - bottom
    page.obj.MediaBox = _rectangle(0, 0, width + 2 * room, height + 2 * room)
    page.obj.BleedBox = _rectangle(room - bleed, room - bleed, width + room + bleed, height + room + bleed)
    page.obj.TrimBox = _rectangle(room, room, width + room, height + room)
    page.obj.Resources.ColorSpace = Dictionary(Registration=printer_marks.registration(pdf))
    for key in ("/CropBox", "/ArtBox", "/Annots", "/Tabs", "/StructParents"):
        if key in page.obj:
            del page.obj[key]


def _rectangle(*sides: float) -> Array:
    return Array([round(side, 3) for side in sides])


def _clean(pdf: Pdf) -> None:
    """Remove what is only useful on a screen, and the metadata, which say that the file is PDF/UA."""
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/Pages", "/Lang"):
            del pdf.Root[key]


def _intent(pdf: Pdf, printer: Printer) -> None:
    """State which press it is for (ISO 15930-7, 6.2.2), in words if that is in no registry (ISO 32000-1, 14.11.5)."""
    wishes = printer.wishes
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=wishes.condition,
        Info=wishes.condition if wishes.registry else printer.description,
        DestOutputProfile=pdf.make_indirect(pdf.make_stream(printer.profile, N=4)),
    )
    if wishes.registry:
        intent.RegistryName = wishes.registry
    pdf.Root.OutputIntents = Array([intent])


def _describe(pdf: Pdf, printer: Printer, written: bytes) -> None:
    """Write what the file is (6.4 to 6.7): the same twice, in the document's information and in XMP."""
    digest = hashlib.sha256(written + repr(printer).encode()).hexdigest()
    document = f"uuid:{uuid.UUID(digest[:32])}"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(pdf.docinfo)
        made = str(xmp.get("xmp:CreateDate", datetime(1980, 1, 1).isoformat()))
        xmp["xmp:MetadataDate"] = made
        xmp["xmp:ModifyDate"] = str(xmp.get("xmp:ModifyDate", made))
        xmp["pdf:Trapped"] = "False"
        xmp["pdfxid:GTS_PDFXVersion"] = printer.wishes.standard
        xmp["xmpMM:DocumentID"] = document
        xmp["xmpMM:VersionID"] = "1"
        xmp["xmpMM:RenditionClass"] = "default"
    pdf.docinfo["/Trapped"] = Name("/False")
