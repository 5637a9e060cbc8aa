"""Make the files of an edition, and stage each beside its destination, or return them to whoever does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from ..core.diagnostics import Place, Problem, Problems
from ..core.formats import ENDINGS, FINAL_ONLY, TABLE
from ..core.names import LanguageTag, output_path
from ..edition import letterforms
from ..edition.edition import Edition
from ..edition.locales import Locale
from ..opendocument import odt
from ..page import web
from ..plain import markdown
from ..plain import text as plain_text
from ..press import pdfx, photos
from ..press.slug import Slug
from ..theme import fonts
from ..theme.printer import FOLDER
from ..typeset import copyfit, pdf, thumbnails
from ..typeset.copyfit import Fit, Fitted, Setting
from ..word import writer
from ..workers import task
from ..workers.task import Step
from . import refusal
from .plan import RenderJob
from .staged import Content, Made, Whole, staged

# A sheet of paper that is folded once has this many pages.
STITCHED = 4
# The formats that are made from another.
FROM = {"press": "pdf", "picture": "pdf", "social": "pdf", "odt": "docx"}
# The width of the picture of the first page, in dots: sharp on a screen with two dots to a pixel.
WIDTH = 480
# What social networks show without cutting: 1.91 to 1, in dots.
SOCIAL = (1200, 630)


def made(job: RenderJob, step: Step) -> Made:
    """Make one edition, and stage its files. Raises Problems if nothing can be made."""
    return staged(whole(job, step), job.root)


def whole(job: RenderJob, step: Step) -> Whole:
    """Make one edition, or a draft of it if it does not fit; write nothing. Raises Problems if nothing can be made."""
    begun = perf_counter()
    step(job.edition.stem, "fonts")
    sound(job)
    step(job.edition.stem, "layout")
    fitted = _fitted(job)
    setting, problems = settled(job, fitted)
    problems += [
        Problem(job.places[key], f"{key} needs {what}", hint) for key, (what, hint) in job.edition.lacking.items()
    ]
    edition, pages = setting.edition, len(setting.document.pages)
    formats = [each for each in job.formats if not (edition.draft and each in FINAL_ONLY)]
    contents, failed = _contents(job, setting, formats, step)
    if failed and not contents:
        raise Problems(failed)
    problems += failed
    files = [
        Content(
            each,
            output_path(edition.variant, f"{edition.stem}{ENDINGS[each]}"),
            contents[each],
            _own_pages(each, contents),
        )
        for each in formats
        if each in contents
    ]
    open_texts, spent = _open(edition), perf_counter() - begun
    return Whole(files, Made([], edition.draft, open_texts, edition.status.value, pages, fitted.fit, problems, spent))


# What the last edition in each language was found to fit at: under another variant it most likely fits at the same.
_last: dict[LanguageTag, Fit] = {}


def _fitted(job: RenderJob) -> Fitted:
    """Fit an edition, beginning where it fitted before, or the last one in its language: that changes nothing else."""
    language = job.edition.language
    fitted = copyfit.fitted(job.edition, job.theme, job.root, job.english, job.likely or _last.get(language))
    if fitted.setting.fits:
        _last[language] = replace(fitted.fit, largest=False)
    return fitted


def _contents(
    job: RenderJob, setting: Setting, formats: Sequence[str], step: Step
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return what an edition is in some formats, and what kept others from being made.

    One that fails takes with it only what is made from it: the press PDF and the picture are made from the PDF, the
    OpenDocument file from the Word file.
    """
    name, found, failed = job.edition.stem, dict[str, bytes](), list[Problem]()
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: writer.write(setting.page, setting.theme, job.root, setting.laid),
        "pdf": lambda: pdf.write(
            setting.document, setting.page, name, fonts.of_theme(job.theme, job.root), job.standard, job.attached
        ),
        "press": lambda: pressed(job, setting, name, found["pdf"]),
        "web": lambda: web.write(setting.edition, setting.theme, job.root),
        "picture": lambda: thumbnails.first_page(found["pdf"], WIDTH),
        "social": lambda: thumbnails.top(found["pdf"], *SOCIAL),
        "txt": lambda: plain_text.write(setting.page),
        "large": lambda: _enlarged(job, setting),
        "md": lambda: markdown.write(setting.page),
        "odt": lambda: odt.write(found["docx"]),
    }
    wanted = {*formats, *(FROM[each] for each in formats if each in FROM)}
    for each, make in makers.items():
        if each not in wanted or (each in FROM and FROM[each] not in found):
            continue
        step(name, TABLE[each].called)
        try:
            found[each] = make()
        except Problems as problems:
            said = Problem(Place(name), f"the {TABLE[each].called} could not be made", "see what is said about it")
            failed += [*problems.problems, said]
        except (MemoryError, RecursionError):
            raise  # which the next format would not survive either
        except Exception as error:
            failed.append(Problem(Place(name), task.went_wrong(TABLE[each].called, error), task.UNDO))
    return found, failed


def _enlarged(job: RenderJob, setting: Setting) -> bytes:
    from ..large import writer as large  # only if it is asked for

    return large.write(setting.edition, job.theme, job.root, job.standard, job.attached)


def _own_pages(format: str, contents: Mapping[str, bytes]) -> int:
    """Return how many pages a file has, if they are not those of the edition; 0 if they are."""
    if format != "large":
        return 0
    from ..large import writer as large

    return large.pages(contents[format])


def sound(job: RenderJob) -> None:
    """Raise Problems for letters of an edition that a font does not draw."""
    if problems := list(letterforms.undrawn(job.edition, job.theme, job.root, job.places, Place(job.file))):
        raise Problems(problems)


def settled(job: RenderJob, fitted: Fitted) -> tuple[Setting, list[Problem]]:
    """Return the setting of an edition, as a draft if it does not fit, and what keeps it from fitting."""
    problems = [problem for _, problem in refusal.refusals(job, fitted)]
    if not problems:
        return fitted.setting, []
    covered = [each.piece.text for each in fitted.clashes if each.piece.text]
    stray = [*(each.text for each in fitted.too_wide), *(each.text for each in fitted.too_near), *covered]
    keys = {each.key for each in fitted.too_long} | {text.key for text in stray if text.key}
    edition = copyfit.marked(job.edition, keys, (text.words for text in stray if not text.key))
    return copyfit.again(fitted.setting, edition, job.root), problems


def _open(edition: Edition) -> Mapping[str, int]:
    """Return how many texts of an edition are missing, outdated, too long or unconfirmed."""
    found = Counter(text.draft for text in edition.text.values() if text.draft)
    found["unconfirmed"] = edition.unconfirmed
    return {kind: number for kind, number in sorted(found.items()) if number}


def pressed(job: RenderJob, setting: Setting, name: str, screen: bytes) -> bytes:
    """Return the press PDF of that for the screen, with each insert laid over the first page of the sheet it names."""
    _bound(job, len(setting.document.pages))
    pages = {sheet.name: sheet.pages[0] for sheet in setting.sheets}
    allowed, over = fonts.of_theme(job.theme, job.root), pdfx.Over()
    if setting.printed_over:
        onto = [pages[sheet] for sheet in setting.page.inserts]
        over = pdfx.Over(pdf.untagged(setting.printed_over, setting.page, name, allowed), onto)
    edition = setting.edition
    language = Locale(edition.locale, {}).cldr.get_display_name("en") or edition.language
    about = Slug(name, ", ".join(filter(None, (edition.variant, language))), edition.revised.isoformat(), allowed[0])
    shown = photos.recognised(setting.page.pictures, setting.page.photos)
    return pdfx.write(screen, over, setting.theme.inks, job.printer, about, shown)


def _bound(job: RenderJob, pages: int) -> None:
    """Raise Problems if a number of pages cannot be bound as the printer binds them."""
    wishes = job.printer.wishes
    if wishes.binding == "stitched" and pages % STITCHED:
        what = f"a stitched booklet has 4, 8, 12 pages and so on; this has {pages}"
        file = f"{FOLDER}/{job.printer.name}.yaml"
        raise Problems([Problem(Place(file), what, "add sheets to the layout, or write binding: none")])
