"""Decide what a PDF is compared with: the settings of a printer, the sheet, and the links of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..build import plan
from ..build.freshness import Selection
from ..build.plan import RenderJob
from ..core.diagnostics import Place
from ..core.formats import ENDINGS
from ..core.names import LanguageTag, VariantId, stem
from ..core.project import Root
from ..page import page
from ..source.model import Sources
from ..theme import printer
from ..theme.printer import Printer


@dataclass(frozen=True)
class Wanted:
    """What a PDF must be: for a printer, trimmed to a sheet, with words and QR codes where they belong (pt).

    `edition` is the one that it is named after, and `links` where its codes must lead, if an edition is known.
    `instead` is the press PDF of an edition whose ordinary PDF it is named after; `sides` is how many of the paper are
    printed.
    """

    printer: Printer
    sheet: tuple[float, float]
    clear: float
    edition: str = ""
    links: tuple[str, ...] | None = None
    instead: str = ""
    sides: int = 2

    def said(self) -> Iterator[str]:
        """Yield what it was compared with, and if it was not made for a printer, which one is."""
        compared = f"Compared with layouts/press/{self.printer.name}.yaml"
        if self.edition:
            yield f"{compared}, and the links of {self.edition}."
        else:
            why = "because the file does not have the name of one of our press PDFs"
            yield f"{compared}. Links were not checked, {why}."
        if self.instead:
            yield f"This is the ordinary PDF, which is not meant for a printer. Check {self.instead} instead."


def wanted(root: Root, name: str, press: str = "") -> Wanted:
    """Return what a PDF of this name must be, by the press settings given, or else those of its edition.

    Raises Problems for what is wrong with the sources, the theme or the press settings.
    """
    sources, look, usual = plan.read(root)
    job = _named(root, sources, name)
    asked = printer.load(root, press, Place(f"press={press}")) if press else job.printer if job else usual
    sheet, sides = (look.page.width, look.page.height), len(look.sheets)
    if job is None:
        return Wanted(asked, sheet, look.page.clear, instead=_instead(sources, name), sides=sides)
    return Wanted(asked, sheet, look.page.clear, job.edition.stem, codes(job), sides=sides)


def codes(job: RenderJob) -> tuple[str, ...]:
    """Return where the QR codes of an edition lead."""
    made = page.make(job.edition, job.theme, job.root)
    return (*made.codes, *made.own_codes)


def _named(root: Root, sources: Sources, name: str) -> RenderJob | None:
    """Return the edition whose press PDF has this name, if it can be made."""
    for begin, variant, language in _stems(sources):
        if name in (f"{begin}{ENDINGS['press']}", f"{begin}-draft{ENDINGS['press']}"):
            return next(iter(plan.plan(root, Selection((variant,), (language,))).jobs), None)
    return None


def _instead(sources: Sources, name: str) -> str:
    """Return the name of the press PDF of the edition whose ordinary PDF has this name, if any."""
    ordinary = {f"{stem}{draft}{ENDINGS['pdf']}": stem for stem, _, _ in _stems(sources) for draft in ("", "-draft")}
    return f"{ordinary[name]}{ENDINGS['press']}" if name in ordinary else ""


def _stems(sources: Sources) -> Iterator[tuple[str, VariantId, LanguageTag]]:
    """Yield what the names of the files of each edition begin with, its variant and its language."""
    for variant in sources.variants:
        for language in sources.languages:
            yield stem(sources.settings.name, variant, language), variant, language
