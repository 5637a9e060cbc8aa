"""Draw the leaflet as it is now with the number of each text beside it, so that a translator sees it in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from io import BytesIO

import pikepdf
from markupsafe import Markup
from pikepdf import Dictionary

from ..build import worker
from ..build.plan import RenderJob
from ..core.names import TextKey
from ..page import templates, values
from ..page.page import Page
from ..source.lock import State
from ..theme import fonts
from ..typeset import copyfit, pdf
from ..typeset.copyfit import Setting
from .units import Outgoing, Unit

# The size of a label, in pt: as wide as three digits need, and its distance from its text.
LABEL, GAP = 13.5, 3.0


@dataclass(frozen=True)
class Label:
    """A number on a page, in pt from its upper left corner. `open` is what is still to be done."""

    number: int
    page: int
    left: float
    top: float
    open: bool


def written(jobs: Sequence[RenderJob], numbers: Sequence[Mapping[TextKey, Unit]], every: Outgoing) -> bytes:
    """Return a PDF of the leaflet under each chair, numbered; a chair after the first shows what it has of its own.

    `numbers` has, for each job, the text under each key.
    """
    whole = pikepdf.new()
    shown: set[int] = set()
    for job, units in zip(jobs, numbers, strict=True):
        plain = replace(job, edition=replace(job.edition, watermark=""))
        setting, _ = worker.settled(plain, copyfit.fitted(plain.edition, job.theme, job.root, job.english))
        fresh = {key: unit for key, unit in units.items() if unit.number not in shown}
        labels = list(_labels(setting, fresh))
        if not labels:
            continue
        shown |= {label.number for label in labels}
        pages = range(len(setting.document.pages))
        over = _laid_over(job, [[label for label in labels if label.page == page] for page in pages], [])
        with (
            _opened(
                pdf.untagged(setting.document, setting.page, job.edition.stem, fonts.of_theme(job.theme, job.root))
            ) as leaflet,
            _opened(over) as numbered,
        ):
            for number, page in enumerate(leaflet.pages):
                if any(label.page == number for label in labels):
                    whole.pages.append(page)
                    _lay_over(whole, whole.pages[-1], numbered.pages[number])
    rest = [unit for unit in every.units if unit.number not in shown]
    if rest:
        with _opened(_laid_over(jobs[0], [], sorted(rest, key=lambda unit: unit.number))) as listed:
            whole.pages.extend(listed.pages)
    whole.docinfo["/Title"] = f"{every.name}: {every.title}, with its texts numbered"
    result = BytesIO()
    whole.save(
        result, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return result.getvalue()


def _lay_over(pdf: pikepdf.Pdf, page: pikepdf.Page, over: pikepdf.Page) -> None:
    """Draw another page over a page. Pages share what they draw with: this one gets its own."""
    resources = dict(page.obj.Resources.items())
    form = pdf.copy_foreign(over.as_form_xobject())
    resources["/XObject"] = Dictionary({**dict(resources.get("/XObject", Dictionary()).items()), "/Numbers": form})
    page.obj.Resources = Dictionary(resources)
    page.contents_add(b"q\n", prepend=True)  # WeasyPrint's pages leave the y axis flipped
    page.contents_add(b"\nQ /Numbers Do")


def _opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def _labels(setting: Setting, units: Mapping[TextKey, Unit]) -> Iterator[Label]:
    """Yield the label of each text, in front of its first line."""
    rtl = setting.edition.direction == "rtl"
    for text in setting.texts:
        if text.key in units and text.lines:
            unit, line = units[text.key], text.lines[0]
            left = line.left + line.width + GAP if rtl else line.left - LABEL - GAP
            furthest = setting.theme.page.width - LABEL - 2
            top = line.top + max(0, (line.height - 10) / 2)
            is_open = unit.state is not State.TRANSLATED
            yield Label(unit.number, line.page, round(min(max(left, 2), furthest), 2), round(top, 2), is_open)


def _laid_over(job: RenderJob, pages: Sequence[Sequence[Label]], rest: Sequence[Unit]) -> bytes:
    """Return pages with nothing but labels, or those with the texts that are on none."""
    theme, root = job.theme, job.root
    said = {
        "name": job.edition.name,
        "width": theme.page.width,
        "height": theme.page.height,
        "label": LABEL,
        "families": Markup(", ").join(
            Markup('"{}"').format(face.family) for face in theme.typefaces["text"].faces(job.edition.script)
        ),
        "colours": values.colours(theme),
        "pages": [[asdict(label) for label in page] for page in pages],
        "rest": [{"number": unit.number, "id": unit.id, "english": unit.pair.english} for unit in rest],
    }
    page = Page(templates.rendered(root, root.translate, "numbers.html.j2", said), {})
    return pdf.untagged(pdf.render(page, root, "numbers"), page, "numbers", fonts.of_theme(theme, root))
