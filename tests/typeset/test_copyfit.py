"""The leaflet fits its two sheets, or says what is too long; and the contract with WeasyPrint's boxes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from factsheet.build import budget, growth, plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.project import Root
from factsheet.text.markup import Inline, Run
from factsheet.theme import fonts
from factsheet.typeset import copyfit, elastic, pdf
from factsheet.typeset.copyfit import Fit, Setting

from ..conftest import REPOSITORY, Copy, Leaflet, slow
from ..reading import words
from ..validators import page_texts
from .test_overflow import smallest
from .test_overflow import usual as usual_size

BODY = [
    "lead.text",
    "stakeholders.eu_bodies",
    "stakeholders.organisations",
    "stakeholders.secretariat",
    "activities.intro",
    "framework.intro",
    "declaration.text",
]


@pytest.fixture(scope="module")
def english(project: Root) -> RenderJob:
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",))).jobs
    return job


@pytest.fixture(scope="module")
def usual(english: RenderJob) -> Setting:
    return copyfit.at(english.edition, english.theme, english.root, english.theme.body)


def lengthened(job: RenderJob, share: float, *keys: str) -> RenderJob:
    """Return a job in which some texts are longer, by words of their own."""
    texts = dict(job.edition.text)
    for key in keys:
        text = str(texts[key])
        more = f" {text}" * (int(share) + 2)
        more = more[: round(len(text) * share)]
        texts[key] = replace(texts[key], runs=(*texts[key].runs, Run(more)))
    return replace(job, edition=replace(job.edition, text=texts))


UNITS = [{"front": unit, "back": unit} for unit in (4, 4.25, 4.5)]


def fitted(job: RenderJob) -> copyfit.Fitted:
    return copyfit.fitted(job.edition, job.theme, job.root, job.english, job.likely)


def _with_capitals(text: Inline) -> str:
    """Return the letters of a text, with its bold words in capitals, as in the masthead."""
    return "".join("".join(words(run.text.upper() if run.bold else run.text)) for run in text.runs)


def assert_whole(setting: Setting) -> None:
    """Prove that every word that was put in is on the page, and that no line leaves its sheet."""
    printed = {text.key: words("".join(line.words for line in text.lines)) for text in setting.texts if text.key}
    for key, text in setting.edition.text.items():
        if key in printed:
            put_in = "".join(words(str(text)))
            assert "".join(printed[key]) in (put_in, _with_capitals(text)), key
    for text in setting.texts:
        for line in text.lines:
            assert line.left >= 0
            assert line.left + line.width <= setting.theme.page.width
            assert line.top + line.height <= setting.theme.page.height


# The contract with the boxes


def test_every_printed_text_is_found_with_its_lines(usual: Setting) -> None:
    found = {text.key for text in usual.texts if text.key}
    unprinted = {key for key in usual.edition.text if key.startswith("document.") or key.endswith("_picture")}
    assert found == set(usual.edition.text) - unprinted
    assert sum(not text.key for text in usual.texts) == 40  # the countries
    assert_whole(usual)


def test_a_line_stands_where_the_pdf_has_it(usual: Setting, project: Root, tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "leaflet.pdf"
    path.write_bytes(pdf.write(usual.document, usual.page, "x", fonts.of_theme(usual.theme, project)))
    (lead,) = (text for text in usual.texts if text.key == "lead.text")
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[lead.lines[0].page]
        height = sheet.get_height()
        for line in lead.lines:
            left, right = line.left - 1, line.left + line.width + 1
            below, above = height - line.top - line.height - 1, height - line.top + 1
            inside = sheet.get_textpage().get_text_bounded(left, below, right, above)
            assert words(inside) == words(line.words)


def test_room_and_use_of_a_sheet_add_up(usual: Setting) -> None:
    front, back = usual.sheets
    assert (front.name, back.name) == ("front", "back")
    assert front.pages == [0]
    assert back.pages == [1]
    for sheet in usual.sheets:
        assert 0 <= sheet.spare < sheet.room * 0.1
        assert sheet.room == pytest.approx(297 / 25.4 * 72 - (15 if sheet is front else 12) / 25.4 * 72, abs=1)


def test_spare_height_is_what_can_be_put_in(english: RenderJob, usual: Setting) -> None:
    """A text that grows by the lines that are spare still fits, and by one more it does not."""
    front = usual.sheets[0]
    (lead,) = (text for text in usual.texts if text.key == "lead.text")
    lines = int(front.spare // lead.leading)
    for more, pages in ((lines, 2), (lines + 1, 3)):
        text = english.edition.text["lead.text"]
        longer = replace(text, runs=(*text.runs, *(Run(" long" * 11) for _ in range(more))))
        edition = replace(english.edition, text={**english.edition.text, "lead.text": longer})
        assert len(copyfit.at(edition, english.theme, english.root, 10.5).document.pages) == pages


def test_slack_is_what_a_cell_has_left(usual: Setting) -> None:
    slack = {text.key: text.slack for text in usual.texts if text.key}
    leading = {text.key: text.leading for text in usual.texts if text.key}
    assert slack["facts.secretariat_bodies"] < 1
    # Of four lines, the date takes one; and of six, a little lower, the heading beside them three that are higher.
    assert slack["facts.established_date"] == pytest.approx(3 * leading["facts.established_date"], abs=1)
    assert slack["lead.title"] == pytest.approx(6 * leading["lead.text"] - 3 * leading["lead.title"] + 4.7, abs=1)
    assert slack["lead.text"] < 1


# Fitting


def test_what_fits_is_not_touched(english: RenderJob) -> None:
    found = fitted(english)
    assert (found.setting.size, found.layouts, found.too_long) == (10.5, 2, ())


def test_what_is_known_costs_one_layout(english: RenderJob) -> None:
    longer = lengthened(english, 0.2, *BODY)
    first = fitted(longer)
    again = fitted(replace(longer, likely=first.fit))
    assert again.layouts == 1
    assert again.setting.page == first.setting.page
    assert again.fit == first.fit


MANY = ((8.5, 4.3), (10, 90), (11.5, 0.1))


@pytest.mark.campaign
@pytest.mark.parametrize(("share", "begins"), [(0.0, ((8.5, 90), (11.5, 0.1))), (0.0, MANY), (0.2, MANY)])
def test_where_fitting_begins_makes_no_difference(
    share: float, begins: tuple[tuple[float, float], ...], english: RenderJob
) -> None:
    """What is likely was found for another variant, another text or another theme, or by somebody's hand."""
    job = lengthened(english, share, *BODY)
    found = fitted(job)
    for size, unit in begins:
        begun = fitted(replace(job, likely=Fit(size, {"front": unit, "back": unit})))
        assert (begun.fit, begun.setting.page) == (found.fit, found.setting.page)
    for odd in (Fit(7, {"front": 5, "back": 5}), Fit(10, {}), Fit(10, {"inside": 5, "back": 5})):
        assert fitted(replace(job, likely=odd)).fit == found.fit


@pytest.mark.campaign
def test_what_is_too_long_is_the_same_wherever_fitting_begins(english: RenderJob) -> None:
    job = lengthened(english, 4.5, "declaration.text")
    found, begun = fitted(job), fitted(replace(job, likely=fitted(english).fit))
    again = fitted(replace(job, likely=replace(fitted(english).fit, largest=False)))
    assert found.too_long
    assert found.too_long == again.too_long
    assert {each.key for each in begun.too_long} == {each.key for each in found.too_long}


def test_a_unit_is_found_from_any_other(english: RenderJob) -> None:
    """What follows the unit is in proportion to it to the last digit, so the largest is the same whatever was tried."""
    size = 9.5
    settings = [copyfit.at(english.edition, english.theme, english.root, size, units) for units in UNITS]
    for name in english.theme.sheets:
        found = [
            elastic.largest(sheet, setting.units[name]) for setting in settings for sheet in setting.sheets
            if sheet.name == name
        ]  # fmt: skip
        assert found == pytest.approx([found[0]] * len(UNITS), abs=1e-6)


@pytest.mark.parametrize("share", [0.2, *(slow(share) for share in (0.1, 0.3, 0.4, 0.6))])
def test_longer_texts_fit_are_set_smaller_or_are_refused(share: float, english: RenderJob) -> None:
    longer = lengthened(english, share, *BODY)
    found = fitted(longer)
    assert_whole(found.setting)
    assert found.layouts <= 2 + copyfit.EXTRA
    if not found.too_long:
        assert len(found.setting.document.pages) == 2
        larger = [size for size in english.theme.sizes if size > found.setting.size]
        if larger:
            assert not copyfit.at(longer.edition, longer.theme, longer.root, larger[-1]).fits
    else:
        assert found.setting.size == english.theme.sizes[-1]
        assert {text.key for text in found.too_long} <= set(BODY)
        assert_obeyed(longer, found)


def assert_obeyed(job: RenderJob, found: copyfit.Fitted) -> None:
    """Prove that it fits at the next try, when the texts are shortened as it says."""
    texts = dict(job.edition.text)
    for each in found.too_long:
        assert each.fits < each.length == len(str(texts[each.key]))
        texts[each.key] = replace(texts[each.key], runs=(Run(str(texts[each.key])[: each.fits].rpartition(" ")[0]),))
    assert not fitted(replace(job, edition=replace(job.edition, text=texts))).too_long


@pytest.mark.parametrize(
    ("key", "share"),
    [
        ("declaration.text", 4.5),
        slow("lead.text", 4.5),
        slow("framework.intro", 4.5),
        slow("stakeholders.organisations", 10),
    ],
)
def test_the_text_that_is_too_long_is_the_one_that_is_named(key: str, share: float, project: Root) -> None:
    """In a translation whose other texts are as long as the English."""
    (job,) = plan.plan(project, Selection(("2025-france",), ("fr",))).jobs
    found = fitted(lengthened(job, share, key))
    assert found.too_long[0].key == key


# Words of the length that German and Finnish have: the mean word has 6.3 and 8.1 letters; in English, 5.1.
SYNTHETIC = {"de": 1.24, "fi": 1.6}


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["de", "fi"])
def test_long_words(language: str, english: RenderJob) -> None:
    """Texts with longer but fewer words, as in German and in Finnish."""

    def longer(text: str) -> str:
        return re.sub(
            r"\w{4,}", lambda word: word[0] + word[0][-2:] * round(len(word[0]) * (SYNTHETIC[language] - 1) / 2), text
        )

    texts = {
        key: replace(text, runs=tuple(run if run.link else replace(run, text=longer(run.text)) for run in text.runs))
        for key, text in english.edition.text.items()
    }
    found = fitted(replace(english, edition=replace(english.edition, text=texts)))
    assert_whole(found.setting)
    assert found.setting.fits != bool(found.too_long)


@pytest.mark.parametrize("language", [slow("en"), "fr", slow("ar"), slow("ar-XB")])
def test_languages_fit(language: str, project: Root) -> None:
    """Under every variant, with nothing found that would keep them from being final."""
    for job in plan.plan(project, Selection((), (language,))).jobs:
        found = fitted(job)
        assert found.setting.fits
        assert found.layouts <= 2 + copyfit.EXTRA
        assert (found.too_long, found.too_wide, found.too_near, found.too_full) == ((), (), (), ())
        assert_whole(found.setting)


@pytest.mark.campaign
def test_a_third_more_of_everything_fits(project: Root) -> None:
    """The name too, which then takes three lines: it is set smaller, as far as it may."""
    (job,) = plan.plan(project, Selection(("2025-france",), ("en-XA",))).jobs
    found = fitted(job)
    assert found.setting.fits
    assert found.setting.size > job.theme.sizes[-1]
    title = job.theme.styles["h1"]
    assert title.size
    assert title.smallest
    assert title.smallest < (found.setting.theme.styles["h1"].size or 0) < title.size
    assert (found.too_long, found.too_wide, found.too_near) == ((), (), ())


# The whole way


STEM = "khartoum-process-factsheet-2025-france-en"
GROWN = " ".join(["and more of it"] * 220)


def intro(copy: Copy, words: str) -> int:
    """Let framework.intro end with some words; return its line."""
    path = copy.root / "sources/text/en.yaml"
    text = (REPOSITORY / "sources/text/en.yaml").read_text("utf-8")
    end = "commitments to addressing migration challenges collaboratively."
    assert text.count(end) == 1
    path.write_text(text.replace(end, f"{end} {words}"), "utf-8")
    return text[: text.index("  intro: >-\n    The [Cairo")].count("\n") + 1


def test_a_leaflet_that_is_too_long_is_a_draft_and_says_why(leaflet: Leaflet, tmp_path: Path) -> None:
    copy = Copy(Path(shutil.copytree(leaflet.root, tmp_path / "project")))
    line = intro(copy, GROWN)
    result = copy.build("", "--format", "pdf")
    assert result.status == 1
    said = re.search(
        rf"sources/text/en.yaml:{line}:\d+: framework.intro is about ([\d,]+) characters \((\d+) lines\) too long for "
        r"its space; the smallest size allowed is 8.5 pt; shorten it from ([\d,]+) characters to ([\d,]+)",
        result.err,
    )
    assert said, result.err
    assert [path.name for path in copy.made] == [f"{STEM}-draft.pdf"]  # the press PDF that it had is gone
    again = copy.build("", "--format", "pdf")
    assert again.status == 1
    assert again.err.strip() == result.err[result.err.index("sources/text") :].strip()  # reported again, not made again
    assert "unchanged" in again.out
    asked = copy.build("en", "--format", "press")
    assert "2025-france en is a draft, and a draft has no press PDF" in asked.err
    intro(copy, GROWN[: -int(said[1].replace(",", ""))].rpartition(" ")[0])  # obeyed
    result = copy.build("", "--format", "pdf")
    assert result.status == 0, result.err
    assert [path.name for path in copy.made] == [f"{STEM}.pdf"]


def test_the_size_stands_in_the_manifest(leaflet: Leaflet) -> None:
    import json

    said = json.loads((leaflet.root / "output/manifest.json").read_text("utf-8"))
    assert {entry["size"] for entry in said["files"]} == {10.5}
    assert all(entry["problems"] == [] for entry in said["files"])


def test_the_draft_shows_every_word(english: RenderJob, tmp_path: Path) -> None:
    longer = lengthened(smallest(english), 4.0, "framework.intro")
    found = fitted(longer)
    marked = copyfit.at(
        copyfit.marked(longer.edition, [each.key for each in found.too_long]), longer.theme, longer.root, 8.5
    )
    path = tmp_path / "draft.pdf"
    path.write_bytes(pdf.write(marked.document, marked.page, "x", fonts.of_theme(longer.theme, longer.root)))
    printed = " ".join("\n".join(page_texts(path)).split())
    assert "".join(words(str(longer.edition.text["framework.intro"]))) in "".join(words(printed))
    assert '<mark class="long">' in marked.page.html


def test_nothing_runs_off_the_foot_of_a_sheet(project: Root) -> None:
    """The closing band is at the foot of the back: if it is too high for the sheet, it makes no third page."""
    (job,) = plan.plan(project, Selection(("2025-france",), ("fr",))).jobs
    longer = lengthened(smallest(job), 30.0, "badge.conference")
    found = fitted(longer)
    assert [each.key for each in found.too_long] == ["badge.conference"]
    assert_obeyed(longer, found)


@pytest.mark.campaign
def test_a_text_of_few_words_that_got_many_is_the_only_one_that_is_named(project: Root) -> None:
    (job,) = plan.plan(project, Selection(("2025-france",), ("fr",))).jobs
    found = fitted(lengthened(smallest(job), 20.0, "connect.title"))
    assert [each.key for each in found.too_long] == ["connect.title"]


def test_a_word_that_has_no_room_is_named(english: RenderJob) -> None:
    job = usual_size(english)
    for key in ("activities.partnership", "connect.title", "facts.current_chair"):
        text = replace(job.edition.text[key], runs=(Run("Donaudampfschifffahrtsgesellschaftskapitän" * 2),))
        found = fitted(replace(job, edition=replace(job.edition, text={**job.edition.text, key: text})))
        assert [each.key for each in found.too_wide] == [key]
        assert found.too_wide[0].excess > 50


# Budgets


# Texts of every kind: in the flow, in columns, in a panel and a list, in the bands, and beside a QR code.
KINDS = "stakeholders.eu_bodies plan.protection masthead.subtitle badge.place connect.title"
MORE = "lead.text members.legend framework.intro masthead.name badge.conference"


@pytest.mark.parametrize(
    ("language", "keys"),
    [("en", KINDS), slow("en", MORE), slow("fr", f"{KINDS} {MORE}"), slow("ar", f"{KINDS} {MORE}")],
)
def test_a_budget_can_be_spent_and_not_much_more(language: str, keys: str, project: Root) -> None:
    """Filled to its budget each text fits, and by two fifths and two lines more it does not; a short one has less."""
    (job,) = plan.plan(project, Selection(("2025-france",), (language,))).jobs
    found = budget.budget(job).texts
    lines = {text.key: text.measure for text in copyfit.at(job.edition, job.theme, job.root, job.theme.sizes[-1]).texts}
    for key in keys.split():
        length, together, fits = found[key]
        assert fits is not None
        assert together is not None
        assert length <= together <= fits
        more = round(length + (fits - length) * 1.4 + 2 * lines[key] / 4), False
        is_short = growth.ceiling(job.english.get(key, length)) is not None
        for wanted, room in [(fits, True), *([] if is_short else [more])]:
            setting = filled(job, {key: wanted})
            assert (setting.fits and not (setting.too_wide or setting.too_near or setting.clashes)) is room, (
                key,
                wanted,
            )


def filled(job: RenderJob, lengths: Mapping[str, int]) -> Setting:
    """Return how an edition looks in which some texts go on to a length, in the style of their last words."""
    texts = dict(job.edition.text)
    for key, length in lengths.items():
        *before, last = texts[key].runs
        said = str(texts[key])
        more = (f" {said}" * (length // len(said) + 2))[: length - len(said)].rpartition(" ")[0]
        texts[key] = replace(texts[key], runs=(*before, replace(last, text=last.text + more)))
    return copyfit.at(replace(job.edition, text=texts), job.theme, job.root, job.theme.sizes[-1])


@pytest.mark.parametrize("language", ["en", slow("fr"), slow("ar")])
def test_the_budget_of_a_heading_is_its_line(language: str, project: Root) -> None:
    (job,) = plan.plan(project, Selection(("2025-france",), (language,))).jobs
    found = budget.budget(job).texts
    budgets = {key: fits for key in ("declaration.title", "plan.title") if (fits := found[key][2])}
    assert len(budgets) == 2
    assert all(15 <= fits <= 60 for fits in budgets.values())
    for lengths, lines in ((budgets, 1), ({key: round(1.4 * fits + 8) for key, fits in budgets.items()}, 2)):
        texts = {text.key: text for text in filled(job, lengths).texts}
        assert {key: len(texts[key].lines) for key in budgets} == dict.fromkeys(budgets, lines)


def test_the_budget_of_a_heading_beside_a_text_is_its_height(english: RenderJob) -> None:
    found = budget.budget(english).texts
    budgets = {key: fits for key in ("lead.title", "framework.title") if (fits := found[key][2])}
    assert len(budgets) == 2
    plain, full = (filled(english, each) for each in ({}, budgets))
    assert [each.used for each in full.sheets] == pytest.approx([each.used for each in plain.sheets], abs=0.1)
    more = filled(english, {key: 3 * fits for key, fits in budgets.items()})  # they are short: they have a ceiling
    assert all(each.used > other.used + 5 for each, other in zip(more.sheets, plain.sheets, strict=True))


def test_what_is_not_on_the_page_has_no_limit(english: RenderJob) -> None:
    found = budget.budget(english).texts
    assert {key for key, (_, together, alone) in found.items() if together is None and alone is None} == {
        key for key in english.edition.text if key.startswith("document.") or key.endswith("_picture")
    }


def test_budgets_are_printed_and_stand_in_the_manifest(leaflet: Leaflet, tmp_path: Path) -> None:
    import json

    from ..conftest import pipeline

    copy = Copy(Path(shutil.copytree(leaflet.root, tmp_path / "project")))
    result = pipeline("budget", "en", "--root", copy.root)
    assert result.status == 0, result.err
    printed = {row[0]: row[1:] for row in (line.split() for line in result.out.splitlines()[4:])}
    told = r"front: \d+ mm left at 8.5 pt, \d+ lines of body text, (\d+) characters to spare\nback: .*, (\d+) char"
    spare = re.match(told, result.out)
    said = json.loads((copy.root / "output/manifest.json").read_text("utf-8"))
    (of,) = said["budgets"].values()
    assert list(said["budgets"]) == [said["files"][0]["digest"]]
    assert spare
    assert [str(each) for each in of["spare"].values()] == [*spare.groups()]
    assert {
        key: ["any" if each is None else str(each) for each in lengths] for key, lengths in of["texts"].items()
    } == printed
    assert "unchanged" in copy.build("", "--format", "pdf").out
    assert json.loads((copy.root / "output/manifest.json").read_text("utf-8")) == said


def test_type_comes_in_half_points_and_heights_in_units(english: RenderJob) -> None:
    theme = english.theme
    for size in theme.sizes:
        styles = theme.at(size).spaced(theme.tight(size)).styles
        for name, style in styles.items():
            if not style.fixed and style.size:
                assert style.size % 0.5 == 0  # all that Word supports
                for height in (style.leading or 0, style.before, style.after):
                    units = height / theme.tight(size)
                    assert units == pytest.approx(round(units * 2) / 2), name


@pytest.mark.parametrize("step", [4, slow(1)])
def test_no_larger_size_and_no_larger_unit_would_fit(step: int, english: RenderJob) -> None:
    """What is proven not to fit is not tried; here it is, beginning with the next size."""
    longer = lengthened(english, 0.2, *BODY)
    setting = fitted(longer).setting
    larger = [size for size in longer.theme.sizes if size > setting.size][::-step]
    assert not any(copyfit.at(longer.edition, longer.theme, longer.root, size).fits_sheets for size in larger)
    for sheet, unit in setting.units.items():
        units = {**setting.units, sheet: unit + 0.03}
        most = longer.theme.unit(setting.size, longer.theme.fit.loosest)
        fits = copyfit.at(longer.edition, longer.theme, longer.root, setting.size, units).fits_sheets
        assert fits is (unit + 0.03 > most)
