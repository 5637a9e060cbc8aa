"""Measure the same page in other engines, warm and cold. What is not installed is named."""

from __future__ import annotations

import base64
import os
import re
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.page.page import Page
from factsheet.theme import fonts
from factsheet.typeset import copyfit, pdf, sheetwise
from factsheet.word import writer

from ..browser import address, chromium
from .preview import of_family
from .spent import PIPELINE, Spent, here, least, line, once, title


def engines(root: Path, folder: Path) -> None:
    """Measure how long others take for the English page of the first variant, or for the same content."""
    selection = Selection((VariantId("2025-france"),), (LanguageTag("en"),))
    (job,) = plan.plan(Root(root), selection).jobs
    folder.mkdir()
    sheet = page.make(job.edition, job.theme, job.root)
    _warm(job, sheet, folder)
    _cold(job, sheet, folder)


def _warm(job: RenderJob, sheet: Page, folder: Path) -> None:
    allowed = fonts.of_theme(job.theme, job.root)
    title("The English leaflet in one process, warm", "of WeasyPrint")

    def ours() -> object:
        sheetwise._remembered.clear()
        setting = copyfit.fitted(job.edition, job.theme, job.root, job.english).setting
        return pdf.write(setting.document, setting.page, "bench", allowed)

    base = here(lambda: pdf.write(pdf.render(sheet, job.root, "bench"), sheet, "bench", allowed))
    line("WeasyPrint alone, on our HTML", base, base)
    line("our PDF: page, fitting from scratch, PDF", here(ours), base)
    setting = copyfit.fitted(job.edition, job.theme, job.root, job.english).setting
    written = pdf.write(setting.document, setting.page, "bench", allowed)
    line("our press PDF, made from it", here(lambda: worker.pressed(job, setting, "bench", written)), base)
    line("our Word file", here(lambda: writer.write(setting.page, setting.theme, job.root, setting.laid)), base)
    if typst := _typst():
        source = folder / "leaflet.typ"
        told = as_typst(job, sheet, folder)
        runs = iter(range(1000))

        def compiled() -> object:  # a word is another one each time, since Typst remembers what it has set
            source.write_text(told.replace("dialogue", f"dialogue{next(runs)}"), "utf-8")
            settings = {"ignore_system_fonts": True, "pdf_standards": ["ua-1"]}
            return typst.compile(str(source), font_paths=[str(job.root.fonts)], **settings)

        line("Typst, a word changed in a leaflet of equal content", here(compiled), base, "it remembers the rest")
    _chromium_warm(sheet, folder, base)


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        line("Typst", None, note="not installed: pip install typst")
        return None
    return typst


def _chromium_warm(sheet: Page, folder: Path, base: Spent) -> None:
    """Print the page in a browser that is running already; the CPU is that of all of its processes."""
    html = folder / "leaflet.html"
    html.write_text(with_pictures(sheet), "utf-8")
    with chromium() as browser:
        tab = browser.new_page()
        tab.goto(address(html))
        runs = []
        for _ in range(6):
            cpu, begun = of_family(os.getpid()) - time.process_time(), time.perf_counter()
            tab.reload()
            tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
            runs.append(Spent(of_family(os.getpid()) - time.process_time() - cpu, time.perf_counter() - begun))
    line("Chromium, loading and printing our HTML", min(runs[1:]), base)


def _cold(job: RenderJob, sheet: Page, folder: Path) -> None:
    title("Each in a process of its own, cold", "of WeasyPrint")
    html, target = folder / "leaflet.html", folder / "alone.pdf"
    alone = f"from weasyprint import HTML; HTML({str(html)!r}).write_pdf({str(target)!r}, pdf_variant='pdf/ua-1')"
    base = least(3, sys.executable, "-c", alone)
    line("WeasyPrint alone, on our HTML", base, base)
    only = [*PIPELINE, "build", "--force", "--chair", "2025-france", "--lang", "en", "--root", str(job.root.folder)]
    for what, formats in (
        ("PDF", "pdf"),
        ("PDF and press PDF", "pdf press"),
        ("PDF, press PDF and Word", "pdf press docx"),
    ):
        line(f"our build of one edition, {what}", least(3, *only, "--format", formats), base)
    line("our build of one edition, all files", least(3, *only), base)
    if (typ := folder / "leaflet.typ").exists():
        alone = (
            f"import typst; typst.compile({str(typ)!r}, font_paths=[{str(job.root.fonts)!r}], ignore_system_fonts=True)"
        )
        line("Typst, on a leaflet of equal content", least(3, sys.executable, "-c", alone), base)
    if pandoc := shutil.which("pandoc"):
        command = [pandoc, "--from=html", "--to=docx", f"--output={folder / 'pandoc.docx'}", html]
        line("pandoc, our HTML to Word, no layout kept", least(3, *command), base)
    else:
        line("pandoc", None, note="not installed: apt install pandoc")
    if browser := shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}"]
        line(
            "Chromium, printing our HTML", least(3, browser, *options, f"--print-to-pdf={folder / 'c.pdf'}", html), base
        )
    else:
        line("Chromium", None, note="not installed: apt install chromium")
    _libreoffice(job, folder, base)


def _libreoffice(job: RenderJob, folder: Path, base: Spent) -> None:
    if not (soffice := shutil.which("soffice")):
        line("LibreOffice", None, note="not installed: apt install libreoffice-writer-nogui")
        return
    setting = copyfit.fitted(job.edition, job.theme, job.root, job.english).setting
    word = folder / "leaflet.docx"
    word.write_bytes(writer.write(setting.page, setting.theme, job.root, setting.laid))
    profile = f"-env:UserInstallation=file://{folder}/soffice"
    convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, word]
    once(*convert)  # the first makes the profile
    line("LibreOffice, converting our Word file", least(3, *convert), base)


def with_pictures(sheet: Page) -> str:
    """Return the page with its pictures inside, for engines that fetch by themselves."""
    html = sheet.html
    for name, svg in sheet.pictures.items():
        html = html.replace(f"picture:{name}", "data:image/svg+xml;base64," + base64.b64encode(svg).decode())
    return html


def as_typst(job: RenderJob, sheet: Page, folder: Path) -> str:
    """Return the same leaflet for Typst: the same words, pictures and parts, composed by its own means."""
    for name, svg in sheet.pictures.items():
        (folder / name).write_bytes(svg)
    steering = job.edition.lists["steering_committee"]
    text = {key: re.sub(r"([*_#$@\\<>\[\]`~])", r"\\\1", str(value)) for key, value in job.edition.text.items()}

    def cells(section: str, keys: str) -> str:
        return ", ".join(f"[{text[f'{section}.{key}']}]" for key in keys.split())

    members = ", ".join(
        f'[#text(fill: rgb("#1f6b44"))[*{state.name}*]]' if state in steering else f"[{state.name}]"
        for state in job.edition.lists["members"]
    )
    box = 'block(fill: rgb("#eaf0f5"), inset: 10pt)'
    cards = ", ".join(
        f'{box}[#image("{key}.svg", width: 40pt, alt: "x")\n*{text[f"activities.{key}"]}*]'
        for key in ("understanding", "partnership", "responsibility")
    )
    numbered = ("root_causes", "legal_migration", "protection", "prevention", "return")
    domains = "\n".join(f"+ {text[f'plan.{key}']}" for key in numbered)
    return f"""
#set document(title: "Leaflet")
#set page(paper: "a4", margin: (x: 17mm, y: 11mm))
#set text(font: "Noto Sans", size: 10.5pt, fill: rgb("#1e2a33"), lang: "en")
#show heading: set text(fill: rgb("#123f63"))
#block(fill: rgb("#123f63"), inset: 20pt, width: 100%)[
  #text(size: 46pt, fill: white, font: "Noto Sans Light")[{text["masthead.name"]}]
  #text(fill: white)[{text["masthead.subtitle"]}] #image("map-route.svg", width: 120pt, alt: "x")]
= {text["lead.title"]}
#text(size: 13pt)[{text["lead.text"]}]
#grid(columns: 4, gutter: 10pt, {cells("facts", "established current_chair upcoming_chair secretariat")},
  {cells("facts", "established_date current_chair_name upcoming_chair_name secretariat_bodies")})
= {text["members.title"]}
_{text["members.legend"]}_
#grid(columns: (1fr, 1fr, 1fr, 1fr), row-gutter: 6pt, {members})
= {text["stakeholders.title"]}
#grid(columns: 3, gutter: 14pt, {cells("stakeholders", "eu_bodies organisations secretariat")})
#pagebreak()
= {text["activities.title"]}
{text["activities.intro"]}
#grid(columns: 3, gutter: 14pt, {cards})
= {text["framework.title"]}
{text["framework.intro"]}
#grid(columns: 2, gutter: 14pt, block(fill: rgb("#eaf0f5"), inset: 14pt)[*{text["declaration.title"]}*

{text["declaration.text"]}], [*{text["plan.title"]}*
{domains}])
= {text["connect.title"]}
{text["connect.website"]} · {text["connect.linkedin"]} · {text["connect.email"]}

{text["badge.conference"]} *{text["badge.name"]}* {text["badge.place"]}
"""
