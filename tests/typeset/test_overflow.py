"""What has no room on the page is never final: wide words, full bands, words at an edge or under a QR code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factsheet.build import worker
from factsheet.build.plan import RenderJob
from factsheet.check import page_checks
from factsheet.check.findings import Weight
from factsheet.core.project import Root
from factsheet.text import markup
from factsheet.text.markup import Run
from factsheet.theme import fonts
from factsheet.theme.measures import MM
from factsheet.typeset import copyfit, pdf
from factsheet.typeset.copyfit import Fitted

from ..conftest import Copy, job_of, pipeline, slow

EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
THEME, CSS = "layouts/leaflet/theme.yaml", "layouts/leaflet/base.css.j2"
OWN = "layouts/leaflet/page.css.j2"  # besides what every layout has
LAYOUT = "layouts/leaflet/page.html.j2"
VARIANT = "2025-france"
LEAD = '<p class="lead">{{ text.lead.text }}</p>'
# Where fitting is not what is looked at, no other size of type need be tried.
ONE_SIZE = THEME, "fit: {smallest: 8.5pt, largest: 11.5pt", "fit: {smallest: 10.5pt, largest: 10.5pt"
Change = Callable[[str, str, str], Copy]
# A word that does not fit anywhere in the leaflet, from left to right and from right to left.
WORD = {"en": "a" * 120, "ar": "\u0633" * 90, "ar-XB": "\u202e" + "a" * 120 + "\u202c"}


def smallest(job: RenderJob) -> RenderJob:
    """Return a job for which there is one size of type, the smallest, so that no other is tried."""
    theme, size = job.theme, job.theme.fit.smallest
    page = theme.page.model_copy(update={"unit": theme.unit(size, 1)})
    fit = theme.fit.model_copy(update={"largest": size})
    only = theme.at(size).model_copy(update={"page": page, "fit": fit})
    assert only.sizes == [size]
    return replace(job, theme=only, likely=None)


def usual(job: RenderJob) -> RenderJob:
    """Return a job for which there is one size of type, that at rest, so that no other is tried."""
    size = job.theme.body
    fit = job.theme.fit.model_copy(update={"smallest": size, "largest": size})
    only = job.theme.model_copy(update={"fit": fit})
    assert only.sizes == [size]
    return replace(job, theme=only, likely=None)


@pytest.fixture(scope="module")
def english(project: Root) -> RenderJob:
    return usual(job_of(project))


def saying(job: RenderJob, **texts: str) -> RenderJob:
    """Return a job in which some texts say something else, in the style of their last words: `lead__title="..."`."""
    edition = job.edition
    said = {key.replace("__", "."): words for key, words in texts.items()}
    changed = {
        key: replace(edition.text[key], runs=(replace(edition.text[key].runs[-1], text=said[key]),)) for key in said
    }
    return replace(job, edition=replace(edition, text={**edition.text, **changed}))


def beside(style: str, words: str) -> str:
    """Return words that stand anywhere on the page, for the layout."""
    return f'<p style="position: absolute; {style}">{words}</p>'


def fitted(job: RenderJob) -> Fitted:
    return copyfit.fitted(job.edition, job.theme, job.root, job.english, job.likely)


def settled(job: RenderJob, found: Fitted | None = None) -> list[str]:
    """Return what is reported about an edition, after checking that this makes it a draft and fails a check."""
    found = found or fitted(job)
    setting, problems = worker.settled(job, found)
    assert bool(problems) == setting.edition.draft
    errors = [each for each in page_checks.of_page(job, found) if each.weight is Weight.ERROR]
    assert {each.problem for each in errors} >= set(problems)
    return [str(problem).partition("\n")[0] for problem in problems]


# Words


@pytest.mark.parametrize("language", [slow("en"), "ar", slow("ar-XB")])
def test_a_word_has_the_room_of_its_place_and_no_more(language: str, project: Root) -> None:
    """In headings, bands, a panel, a card, a fact, a column, an item of a list; all are reported, and no others."""
    places = {
        "masthead.name": 371.8,
        "masthead.subtitle": 371.8,
        "lead.title": 158.7,
        "lead.text": 328.8,
        "facts.current_chair": 116.2,
        "facts.secretariat_bodies": 116.2,
        "stakeholders.organisations": 328.8,
        "activities.title": 158.7,
        "activities.partnership": 130.4,
        "framework.intro": 328.8,
        "declaration.text": 260.8,
        "plan.title": 201.3,
        "plan.protection": 185.3,
        "connect.title": 172.2,
        "badge.conference": 165.6,
        "badge.place": 155.6,
    }
    job = usual(job_of(project, language))
    found = fitted(saying(job, **{key.replace(".", "__"): WORD[language] for key in places}))
    assert {each.key for each in found.too_wide} == set(places)
    for each in found.too_wide:
        assert each.text.measure == pytest.approx(places[each.key], abs=0.1)
        (wide,) = (line for line in each.text.lines if line.over > 1)
        assert each.excess == pytest.approx(wide.width - places[each.key], abs=0.1)
    assert not {each.key for each in found.too_near} - set(places)


def test_a_wide_heading_is_a_draft_that_says_why(copy: Copy) -> None:
    """A part of the flexible sheet grows with the word, and the page with it; what it pushes along is not to blame."""
    word = "a" * 60
    copy.change(EN, "title: Activities", f'title: "{word}"')
    copy.change(*ONE_SIZE)
    result = copy.build("", "--format", "pdf")
    assert result.status == 1
    assert f'{EN}:66:10: in activities.title the word "{word}" is 172.2 mm too wide for its space; ' in result.err
    assert result.err.count(EN) == 1
    assert [path.name for path in copy.made] == [f"khartoum-process-factsheet-{VARIANT}-en-draft.pdf"]


@pytest.mark.parametrize(("language", "word"), [slow("en", "shared"), ("ar", "\u0645\u0634\u062a\u0631\u0643\u0629")])
def test_words_that_hold_together_are_one(language: str, word: str, project: Root) -> None:
    together = "\u00a0".join([word] * 12)
    (told,) = settled(saying(usual(job_of(project, language)), plan__protection=together))
    assert f'the word "{together}" is' in told


def test_a_line_that_is_not_broken_is_told(changed: Change) -> None:
    copy = changed(CSS, "ul, ol { list-style: none;", "p.lead { white-space: nowrap } ul, ol { list-style: none;")
    told = settled(usual(job_of(copy.root)))
    assert [line.split('" in ')[1].split(" ")[0] for line in told] == [
        "lead.text",
        "activities.intro",
        "framework.intro",
    ]


# What is not a text of the sources


def test_the_name_of_a_country_makes_a_draft(changed: Change) -> None:
    copy = changed(EN, "      name: Czech Republic", "      name: Czechoslovakianrepublicoftoday")
    copy.change(*ONE_SIZE)
    result = copy.build("", "--format", "web")
    assert result.status == 1
    assert f'{EN}: the word "Czechoslovakianrepublicoftoday" is' in result.err
    assert 'give the country a shorter name, in "countries" under "language"' in result.err
    page = copy.only(".html")
    assert page.stem.endswith("-draft")
    assert '><mark class="long">Czechoslovakianrepublicoftoday</mark></li>' in page.read_text("utf-8")


@pytest.mark.campaign
def test_unofficial_in_too_many_words_makes_a_draft(project: Root) -> None:
    job = smallest(job_of(project, "fr"))
    assert job.edition.unofficial
    words = f"{WORD['en']} {'une traduction non officielle ' * 20}"
    unofficial = replace(job.edition.unofficial, runs=(Run(words),))
    told = settled(replace(job, edition=replace(job.edition, unofficial=unofficial)))
    for place, says in (
        (f"{FR}:", "shorten terms.unofficial_translation"),
        (f"{THEME}: the band footer overflows", "though no single text"),
    ):
        assert any(line.startswith(place) and says in line for line in told), told


def test_the_words_under_a_qr_code_make_a_draft(english: RenderJob) -> None:
    (told,) = settled(saying(english, connect__linkedin="@KhartoumProcessToday"))
    assert told.startswith(f"{EN}:107:13: the word")
    assert told.endswith("shorten the words of the link; in print they are under its QR code")


@pytest.mark.parametrize(
    ("language", "key", "words"),
    [
        slow("en", "badge.conference", "2nd Ministerial Conference of all partner states"),
        ("ar", "badge.conference", "المؤتمر الوزاري الثاني لجميع الدول الشريكة في عملية الخرطوم"),
    ],
)
def test_a_line_does_not_run_under_a_qr_code(
    language: str, key: str, words: str, project: Root, changed: Change
) -> None:
    """It ends before the code, which is laid over the end of the cell; in a layout where it does not, it is a draft."""
    said = {key.replace(".", "__"): words}
    job = saying(usual(job_of(project, language)), **said)
    found = fitted(job)
    assert settled(job, found) == []
    (text,) = (text for text in found.setting.texts if text.key == key)
    assert len(text.lines) == 2
    copy = changed(OWN, "padding-inline-end: {{ last + theme.code.caption +", "padding-inline-end: {{ 0 *")
    job = saying(usual(job_of(copy.root, language)), **said)
    (told,) = settled(job)
    assert f'in print, "{words[:40]}" overlaps a QR code' in told
    assert told.startswith(str(job.places[key]))


# Bands


LONG_NAMES = {
    "en": "Ìlànà Khartoum for Dialogue on Migration and Mobility between Partner Countries and **Process Initiative**",
    "ar": " ".join(["عملية الخرطوم للهجرة إلى أوروبا وأفريقيا"] * 4),
    "ar-XB": "Khartoum Process Initiative Today, " * 4,
}


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["en", "ar", "ar-XB"])
def test_a_name_of_too_many_lines_has_no_room_in_its_band(language: str, project: Root) -> None:
    job = smallest(job_of(project, language))
    name = replace(job.edition.text["masthead.name"], runs=markup.read(LONG_NAMES[language]).runs)
    edition = replace(job.edition, text={**job.edition.text, "masthead.name": name})
    found = fitted(replace(job, edition=edition))
    (told,) = found.too_long
    assert (told.key, told.band) == ("masthead.name", "masthead")
    assert 14 <= told.fits < told.length == len(str(name))
    assert not found.too_near
    shorter = replace(edition, text={**edition.text, "masthead.name": name.cut(told.fits)})
    assert copyfit.again(found.setting, shorter, job.root).fits


def test_a_subtitle_does_not_outgrow_its_band(english: RenderJob) -> None:
    text = str(english.edition.text["masthead.subtitle"])
    longer = " ".join([text] * 5)
    job = saying(english, masthead__subtitle=longer)
    found = fitted(job)
    (told,) = found.too_long
    (said,) = settled(job, found)
    assert (
        f"the band masthead can be at most 70 mm high; shorten it from {len(longer)} characters to {told.fits}" in said
    )
    assert (told.key, told.band) == ("masthead.subtitle", "masthead")
    assert 2 * len(text) <= told.fits <= 3 * len(text)
    shorter = saying(english, masthead__subtitle=longer[: told.fits])
    assert copyfit.at(shorter.edition, shorter.theme, shorter.root, found.setting.size).fits


@pytest.mark.campaign
def test_type_that_is_not_fixed_is_set_smaller_first(changed: Change) -> None:
    copy = changed(THEME, "  p.subtitle:\n    fixed: true\n", "  p.subtitle:\n")
    job = saying(job_of(copy.root), masthead__subtitle="EU-Horn of Africa Migration Route Initiative " * 5)
    found = fitted(job)
    assert found.setting.fits
    assert job.theme.sizes[-1] < found.setting.size < job.theme.body
    assert settled(job, found) == []


def test_the_closing_band_grows_as_far_as_it_may_and_no_further(changed: Change, project: Root) -> None:
    job = smallest(job_of(project, "ar"))
    (band,) = {cell.band.height for cell in fitted(job).setting.cells if cell.band.name == "footer"}
    assert 60 * MM < band < 83 * MM
    copy = changed(THEME, "    grows_to: 83mm ", "    grows_to: 69.7mm ")
    (said,) = settled(smallest(job_of(copy.root, "ar")))
    assert said.startswith(f"{THEME}: the band footer overflows by 0.4 mm, though no single text is too long; ")


# Edges


# What is added to the style sheet, or to the layout; words that are quoted; how near they are (mm), and to what.
NEAR = {
    "a negative margin": (
        ".row.lead { margin-inline-start: -43pt }",
        "lead.title",
        1.8,
        "sheet",
    ),
    "a shift": ("p.lead { position: relative; left: 13mm }", "activities.intro", 4.6, "sheet"),
    "the foot": (beside("bottom: -13mm; left: 90mm", "quite low"), "quite low", 2.1, "sheet"),
    "the head": (beside("top: 6mm; font-size: 40pt; line-height: 10pt", "Ä rises"), "Ä rises", 0.4, "sheet"),
    "the edge of a band": ("p.subtitle { margin-bottom: -40pt }", "masthead.subtitle", 4.1, "band"),
}


@pytest.mark.parametrize(
    "how", [slow(how) if how in ("a shift", "the head", "a negative margin") else how for how in NEAR]
)
def test_words_keep_away_from_the_edges(how: str, changed: Change) -> None:
    added, words, gap, edge = NEAR[how]
    before = LEAD if added.startswith("<") else "ul, ol { list-style: none;"
    copy = changed(LAYOUT if added.startswith("<") else CSS, before, f"{added} {before}")
    job = job_of(copy.root)
    found = fitted(job)
    assert [(each.edge, round(each.gap / MM, 1)) for each in found.too_near] == [(edge, gap)]
    (told,) = settled(job, found)
    assert words in told
    assert f"{gap:g} mm" in told


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        slow("p.place { padding-inline-start: 195pt }", "in badge.place the word"),
        (".row.footer:nth-child(n) > * { padding-top: 110pt }", "the band footer"),
        slow(".row.masthead:nth-child(n) > :first-child { padding-bottom: 70pt }", "the band masthead"),
    ],
)
def test_padding_that_leaves_no_room_is_told(rule: str, says: str, changed: Change) -> None:
    copy = changed(CSS, "ul, ol { list-style: none;", f"{rule} ul, ol {{ list-style: none;")
    assert any(says in line for line in settled(smallest(job_of(copy.root))))


def test_a_page_too_many_is_told(changed: Change) -> None:
    copy = changed(LAYOUT, "</main>", '<div style="break-before: page; height: 1pt"></div></main>')
    (told,) = settled(smallest(job_of(copy.root)))
    assert told == f"{THEME}: the leaflet takes more than 2 pages; remove something"


def test_how_near_is_near_is_a_setting_that_the_preflight_shares(changed: Change) -> None:
    copy = changed(THEME, "  clear: 5mm ", "  clear: 18mm ")
    copy.change(*ONE_SIZE)
    result = copy.build("", "--format", "pdf")
    assert result.status == 1
    assert "from the edge of the sheet; it must be at least 18 mm" in result.err
    result = pipeline("preflight", copy.only(".pdf"), "--root", copy.root)
    assert "is less than 18 mm from the trim edge" in result.out
    copy.change(THEME, "  clear: 18mm ", "  clear: 2mm ")
    assert (
        f"{THEME}:83:10: this is less than 3 mm, and words may be cut off; write 5mm"
        in copy.build("", "--format", "press").err
    )


# What is measured


def test_ink_is_where_the_pdf_has_it(project: Root, tmp_path: Path) -> None:
    """In Arabic, whose letters rise above their lines and hang below them."""
    import pypdfium2

    setting = fitted(job_of(project, "ar")).setting
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(pdf.write(setting.document, setting.page, "x", fonts.of_theme(setting.theme, project)))
    (name,) = (text for text in setting.texts if text.key == "masthead.name")
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        height = document[0].get_height()
        boxes = [page.get_charbox(index) for index in range(page.count_chars())]
    for line in name.lines:
        left, top, right, bottom = line.ink()
        inside = [box for box in boxes if left - 2 < box[0] < box[2] < right + 2 and top - 2 < height - box[3] < bottom]
        assert min(box[0] for box in inside) == pytest.approx(left, abs=0.2)
        assert max(box[2] for box in inside) == pytest.approx(right, abs=0.2)
        assert min(height - box[3] for box in inside) == pytest.approx(top, abs=0.2)
        assert max(height - box[1] for box in inside) == pytest.approx(bottom, abs=0.2)
