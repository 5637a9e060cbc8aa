"""Draw the leaflet as it is now with the number of each text beside it, so that a translator sees it in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from io import BytesIO

import pikepdf
from markupsafe import Markup
from pikepdf import Dictionary

from ..build import worker
from ..build.plan import RenderJob
from ..core.names import NO_KEY, TextKey
from ..page import templates, values
from ..page.page import Page
from ..source.lock import State
from ..theme import fonts
from ..typeset import copyfit, pdf
from ..typeset.copyfit import Setting
from ..typeset.placed import Edges, Line
from .units import Outgoing, Unit

# The size of a label, in pt: as wide as three digits need, as high as one line, and its distance from its text.
LABEL, HEIGHT, GAP = 13.5, 10.0, 3.0


@dataclass(frozen=True)
class Label:
    """A number on a page, in pt from its upper left corner. `open` is what is still to be done.

    `of` has the edges of what it is the number of: a text, or a picture that a text describes.
    """

    number: int
    page: int
    left: float
    top: float
    open: bool
    of: Edges


@dataclass(frozen=True)
class Spot:
    """Where a text is in the numbered leaflet: the page, its edges, and those with its number (pt, from the corner)."""

    page: int
    edges: Edges
    numbered: Edges


@dataclass(frozen=True)
class Numbered:
    """The numbered leaflet as a PDF, and where each text is in it, by its id."""

    pdf: bytes
    spots: Mapping[str, Spot]


def written(jobs: Sequence[RenderJob], numbers: Sequence[Mapping[TextKey, Unit]], every: Outgoing) -> Numbered:
    """Return the leaflet under each variant, numbered; a variant after the first shows what it has of its own.

    `numbers` has, for each job, the text under each key.
    """
    whole = pikepdf.new()
    spots: dict[int, Spot] = {}
    for job, units in zip(jobs, numbers, strict=True):
        plain = replace(job, edition=replace(job.edition, watermark=""))
        setting, _ = worker.settled(plain, copyfit.fitted(plain.edition, job.theme, job.root, job.english))
        fresh = {key: unit for key, unit in units.items() if unit.number not in spots}
        labels = list(_labels(setting, fresh))
        if not labels:
            continue
        pages = range(len(setting.document.pages))
        over = _laid_over(job, [[label for label in labels if label.page == page] for page in pages], [])
        with (
            _opened(
                pdf.untagged(setting.document, setting.page, job.edition.stem, fonts.of_theme(job.theme, job.root))
            ) as leaflet,
            _opened(over) as numbered,
        ):
            for number, page in enumerate(leaflet.pages):
                if here := [label for label in labels if label.page == number]:
                    spots |= {label.number: _spot(label, len(whole.pages)) for label in here}
                    whole.pages.append(page)
                    _lay_over(whole, whole.pages[-1], numbered.pages[number])
    rest = [unit for unit in every.units if unit.number not in spots]
    if rest:
        with _opened(_laid_over(jobs[0], [], sorted(rest, key=lambda unit: unit.number))) as listed:
            whole.pages.extend(listed.pages)
    whole.docinfo["/Title"] = f"{every.name}: {every.title}, with its texts numbered"
    result = BytesIO()
    whole.save(
        result, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return Numbered(result.getvalue(), {unit.id: spots[unit.number] for unit in every.units if unit.number in spots})


def _spot(label: Label, page: int) -> Spot:
    left, top, right, bottom = label.of
    around = min(left, label.left), min(top, label.top), max(right, label.left + LABEL), max(bottom, label.top + HEIGHT)
    return Spot(page, label.of, around)


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
    """Yield the label of each text, in front of its first line, and that of each picture, beside its upper corner."""
    taken: dict[int, list[Label]] = defaultdict(list)
    for text in setting.texts:
        if text.key in units and text.lines:
            first = text.lines[0]
            edges = _around(line for line in text.lines if line.page == first.page)
            top = first.top + max(0, (first.height - HEIGHT) / 2)
            label = _label(setting, units[text.key], first.page, (first.left, top, first.left + first.width, 0), edges)
            taken[first.page].append(label)
            yield label
    said = {str(text): key for key, text in setting.edition.text.items() if key in units}
    for page, picture in setting.pictures:
        if unit := units.get(said.pop(picture.says, NO_KEY)):
            label = _label(setting, unit, page, picture.edges, picture.edges)
            near = [each.top for each in taken[page] if abs(each.left - label.left) < LABEL]
            if any(abs(top - label.top) < HEIGHT for top in near):  # the words beside an icon have one, too
                label = replace(label, top=min(near, key=lambda top: abs(top - label.top)) - HEIGHT - 1)
            yield label


def _label(setting: Setting, unit: Unit, page: int, beside: Edges, edges: Edges) -> Label:
    """Return a label at the side where lines begin."""
    left = beside[2] + GAP if setting.edition.direction == "rtl" else beside[0] - LABEL - GAP
    furthest = setting.theme.page.width - LABEL - 2
    is_open = unit.state is not State.TRANSLATED
    return Label(unit.number, page, round(min(max(left, 2), furthest), 2), round(beside[1], 2), is_open, edges)


def _around(lines: Iterable[Line]) -> Edges:
    """Return the edges of all lines together."""
    left, top, right, bottom = zip(*(line.edges for line in lines), strict=True)
    return min(left), min(top), max(right), max(bottom)


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
        **values.of_roles(theme),
        "pages": [[asdict(label) for label in page] for page in pages],
        "rest": [{"number": unit.number, "id": unit.id, "english": unit.pair.english} for unit in rest],
    }
    page = Page(templates.rendered(root, root.translate, "numbers.html.j2", said), {})
    return pdf.untagged(pdf.render(page, root, "numbers"), page, "numbers", fonts.of_theme(theme, root))
