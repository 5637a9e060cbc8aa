"""Decide what a PDF is compared with: the settings of a printing house, the sheet, and the links of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..build import plan
from ..build.freshness import Selection
from ..build.plan import RenderJob
from ..core.diagnostics import Place
from ..core.formats import ENDINGS
from ..core.project import Root
from ..page import page
from ..source.loader import Sources
from ..theme import printer
from ..theme.printer import Printer


@dataclass(frozen=True)
class Wanted:
    """What a PDF must be: for a printer, cut to a sheet, with words and QR codes where they belong (pt).

    `edition` is the one that it is named after, and `links` where its codes must lead, if an edition is known.
    """

    printer: Printer
    sheet: tuple[float, float]
    clear: float
    edition: str = ""
    links: tuple[str, ...] | None = None

    def said(self) -> Iterator[str]:
        """Yield what it was compared with."""
        compared = f"Compared with layouts/press/{self.printer.name}.yaml"
        if self.edition:
            yield f"{compared}, and the links of {self.edition}."
        else:
            yield f"{compared}. Links were not checked, because the file is not named after an edition."


def wanted(root: Root, name: str, press: str = "") -> Wanted:
    """Return what a PDF of this name must be, by the press settings given, or else those of its edition.

    Raises Problems for what is wrong with the sources, the theme or the press settings.
    """
    sources, look, usual = plan.read(root)
    job = _named(root, sources, name)
    asked = printer.load(root, press, Place(f"press={press}")) if press else job.printer if job else usual
    sheet = look.page.width, look.page.height
    if job is None:
        return Wanted(asked, sheet, look.page.clear)
    return Wanted(asked, sheet, look.page.clear, job.edition.stem, codes(job))


def codes(job: RenderJob) -> tuple[str, ...]:
    """Return where the QR codes of an edition lead."""
    return page.make(job.edition, job.theme, job.root).codes


def _named(root: Root, sources: Sources, name: str) -> RenderJob | None:
    """Return the edition whose press PDF has this name, if it can be made."""
    for chair in sources.chairs:
        for language in sources.languages:
            stem = f"{sources.leaflet.name}-{chair}-{language}"
            if name in (f"{stem}{ENDINGS['press']}", f"{stem}-draft{ENDINGS['press']}"):
                return next(iter(plan.plan(root, Selection((chair,), (language,))).jobs), None)
    return None
