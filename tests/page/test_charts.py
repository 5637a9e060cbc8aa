# ruff: noqa: E501, RUF001
"""A chart shows the numbers of a table and nothing else: words are words, from right to left it is mirrored."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import lxml.html
import pytest
from lxml import etree
from lxml.html import HtmlElement

from factsheet.charts import data, frame, scale
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.edition.locales import Locale
from factsheet.page import svg_safety, web
from factsheet.page.page import Page

from ..browser import accessibility_faults, address, chromium
from ..charted import PAGE, PLACES, VALUES, charted, facts, job, made
from ..conftest import slow

LANGUAGES = ("en", "ar")
ALONE = "<h2>{{ text.years.caption }}{{ text.shares.caption }}{{ text.costs.caption }}</h2>\n"
KEYS = ("sea", "air", "year", "share", "place", "total", "money", "country")
ALONE += (
    "{% set every = ["
    + ", ".join(
        f"text.{section}.{key}"
        for section, keys in (("years", KEYS[:3]), ("shares", KEYS[3:6]), ("costs", KEYS[6:]))
        for key in keys
    )
    + "] %}\n"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return charted(tmp_path_factory.mktemp("charts") / "charts")


@pytest.fixture(scope="module")
def pages(root: Root) -> dict[str, Page]:
    return {language: made(root, language) for language in LANGUAGES}


def plots(page: Page) -> dict[str, HtmlElement]:
    tree = lxml.html.document_fromstring(page.html)
    return {each.get("class").split()[-1]: each for each in tree.find_class("chart")}


def words(chart: HtmlElement) -> list[str]:
    return [" ".join(label.text_content().split()) for label in chart.find_class("chart-label")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_facts_is_on_the_chart_and_in_its_description(
    language: str, root: Root, pages: dict[str, Page]
) -> None:
    found = plots(pages[language])
    assert set(found) == set(PLACES)
    for name, series in facts(root, language).items():
        (image,) = found[name].iter("img")
        for heading, numbers in series.items():
            printed = [" ".join(text.split()) for _, text in numbers]
            assert all(text in words(found[name]) for text in printed if text != "\N{EN DASH}"), (
                name,
                words(found[name]),
            )
            described = re.sub(r"\s+", " ", image.get("alt"))
            at = described.index(heading)
            for text in printed:
                at = described.index(f": {text}", at)


def test_a_description_is_made_of_what_is_printed(pages: dict[str, Page]) -> None:
    (image,) = plots(pages["en"])["columns"].iter("img")
    said = "People who arrived: By sea, 2022: 1,022; 2023: 1,310; 2024: 980; 2025: \N{EN DASH}. By air, 2022: 480; 2023: 655.5; 2024: 720; 2025: 1,204"
    assert image.get("alt") == said
    (image,) = plots(pages["ar"])["donut"].iter("img")
    assert re.search("[A-Za-z0-9]", image.get("alt")) is None
    assert {"\N{ARABIC COMMA}", "\N{ARABIC SEMICOLON}"} <= set(image.get("alt"))


def test_words_are_beside_the_picture_and_hidden_from_who_hears_its_description(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for name, chart in plots(page).items():
            assert all(label.get("aria-hidden") == "true" for label in chart.find_class("chart-label")), name
        for file in page.charts:
            assert list(svg_safety.faults(page.pictures[file])) == []
            assert b"<text" not in page.pictures[file]


def test_from_right_to_left_everything_is_mirrored(pages: dict[str, Page]) -> None:
    def placed(page: Page, name: str) -> dict[str, tuple[float, str]]:
        """Return the middle of each category's name, in %, and its side."""
        found = {}
        for label in plots(page)[name].find_class("chart-label"):
            style = dict(each.split(":") for each in label.get("style").split(";"))
            left, width = (float(style[side].rstrip("%")) for side in ("left", "width"))
            found[label.text_content().strip()] = left + width / 2, style["text-align"]
        return found

    arabic = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    for name in ("columns", "stacked", "line"):
        english = placed(pages["en"], name)
        mirrored = {words.translate(arabic): place for words, place in placed(pages["ar"], name).items()}
        for year in ("2022", "2023", "2024", "2025"):
            assert english[year][0] == pytest.approx(100 - mirrored[year][0], abs=2)
    assert placed(pages["en"], "bars")["Kenya"][1] == "left"
    assert placed(pages["ar"], "bars")["كينيا"][1] == "right"
    for language, page in pages.items():
        turned = [b"scale(-1 1)" in page.pictures[file] for file in page.charts]
        assert all(turned) if language == "ar" else not any(turned)


def test_columns_are_as_high_as_their_numbers(pages: dict[str, Page]) -> None:
    (svg,) = [drawn.svg for drawn in pages["en"].charts.values() if drawn.chart.name == "columns"]
    behind = "#ffffff"
    heights = [
        float(each.get("height")) for each in etree.fromstring(svg).iter("{*}rect") if each.get("fill") != behind
    ]
    numbers = [1022, 480, 1310, 655.5, 980, 720, 1204]
    scale = heights[2:]  # those of the legend come first
    assert [height / scale[0] for height in scale] == pytest.approx([each / 1022 for each in numbers], abs=0.002)


def test_dark_screens_have_colours_of_their_own(root: Root) -> None:
    edition, theme = (of := job(root)).edition, of.theme
    page = web.write(edition, theme, root).decode()
    assert page.count('class="by-day"') == page.count('class="by-night"') == len(PLACES)
    assert (
        re.search(r"prefers-color-scheme: dark\) \{ \.chart\.stacked \.plot \.on-\w+ \{ color", page) is None
    )  # paper on both
    assert ".chart.stacked .plot .on-pine { background: var(--pine); color: var(--paper) }" in page


@pytest.mark.parametrize("language", [slow("en"), "ar"])
def test_a_browser_shows_words_where_they_belong_on_any_screen(language: str, root: Root, tmp_path: Path) -> None:
    of = job(root, language)
    path = tmp_path / "page.html"
    path.write_bytes(web.write(of.edition, of.theme, root))
    with chromium() as browser:
        for width in (270, 340, 1000):  # on the first, charts in a row are wider than the screen
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(address(path))
            assert [each for each in accessibility_faults(page) if "chart" in each or "plot" in each] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            for plot in page.query_selector_all(".plot"):
                whole = plot.bounding_box()
                assert whole
                for label in plot.query_selector_all(".chart-label"):
                    box = label.bounding_box()
                    assert box
                    assert box["x"] >= whole["x"] - 1
                    assert box["x"] + box["width"] <= whole["x"] + whole["width"] + 1
                    assert box["y"] >= whole["y"] - 2
                    assert box["y"] + box["height"] <= whole["y"] + whole["height"] + 2


# Scales


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1022, 1310, 980], ["0", "500", "1,000", "1,500"]),
        ([3], ["0", "1", "2", "3"]),
        ([0, 0], ["0", "1"]),
        ([-5, 7.5], ["-5", "0", "5", "10"]),
        ([-3, -8], ["-8", "-6", "-4", "-2", "0"]),
        ([0.02, 0.013], ["0.000", "0.005", "0.010", "0.015", "0.020"]),
        ([12_500_000, 3], ["0", "5 million", "10 million", "15 million"]),
    ],
)
def test_a_scale_has_round_numbers_as_the_language_writes_them(numbers: list[float], said: list[str]) -> None:
    ticks = scale.scale(numbers, ticked=True).ticks
    assert scale.written(ticks, "", Locale("en-GB", {})) == said


def test_a_scale_has_the_unit_of_its_numbers() -> None:
    ticks = [Decimal(0), Decimal(50)]
    assert scale.written(ticks, "%", Locale("fr", {})) == ["0\N{NO-BREAK SPACE}%", "50\N{NO-BREAK SPACE}%"]
    assert scale.written(ticks, "EUR", Locale("en-GB", {})) == ["€0", "€50"]
    assert "٥٠" in scale.written(ticks, "%", Locale("ar", {}, "arab"))[1]


def test_only_a_line_may_begin_above_nothing() -> None:
    assert scale.scale([98, 99.5, 101], ticked=True).low == 0
    assert scale.scale([98, 99.5, 101], ticked=True, floating=True).low == 96


# What is drawn all the same, and what is refused


def alone(folder: Path, chart: str, years: str) -> Root:
    """Return the factsheet with one chart, of other years."""
    values = VALUES.replace(VALUES[: VALUES.index("shares:")], years)
    return charted(folder / "charts", page=ALONE + chart, values=values)


COLUMNS = '{{ blocks.chart(chart("columns", tables.years, text.years)) }}\n'
DRAWN = {
    "one value": ("columns", "years: [{year: 2022, sea: 5, air: 1}]\n"),
    "one point": ("line", "years: [{year: 2022, sea: 5, air: 1}]\n"),
    "zeros": ("columns", "years: [{year: 2022, sea: 0, air: 0}]\n"),
    "zeros in a stack": ("stacked", "years: [{year: 2022, sea: 0, air: 0}]\n"),
    "below nothing": ("columns", "years: [{year: 2022, sea: -5, air: 3}, {year: 2023, sea: -50, air: -1}]\n"),
    "below nothing in a stack": ("stacked", "years: [{year: 2022, sea: -5, air: 3}, {year: 2023, sea: -50, air: -1}]\n"),
    "a gap in a line": ("line", "years: [{year: 2020, sea: 5, air: 3}, {year: 2021, air: 3}, {year: 2022, sea: 7, air: 1}]\n"),
    "a part that is 0": ("shares", "years: [{year: 2022, sea: 5, air: 0}]\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", DRAWN)
def test_what_is_unusual_is_drawn(case: str, tmp_path: Path) -> None:
    name, years = DRAWN[case]
    root = alone(tmp_path, COLUMNS.replace('"columns"', f'"{name}"'), years)
    for language in LANGUAGES:
        (drawn,) = made(root, language).charts.values()
        assert list(svg_safety.faults(drawn.svg)) == []
        assert "nan" not in drawn.svg.decode()
        assert drawn.labels


MANY = "years:\n" + "".join(f"  - {{year: {1900 + each}, sea: {each}, air: 1}}\n" for each in range(41))
USUAL = VALUES[: VALUES.index("shares:")].lstrip()
CHART = '{{{{ blocks.chart(chart("{}", {}, {})) }}}}\n'
HEADS = '{"year": text.years.year, "sea": text.years.sea}'
REFUSED = {
    "too many rows": (COLUMNS, MANY, 'the table "years" has 41 rows; a chart can show 40; show fewer, as in facts.KEY[:10]'),
    "no such chart": (CHART.format("colums", "tables.years", "text.years"), USUAL, 'theme.yaml has no chart "colums"; did you mean "columns"?'),
    "no table": (CHART.format("columns", "facts.people", "text.years"), USUAL, 'the table "people" is not a table; name a fact that is'),
    "no rows": (CHART.format("columns", "facts.years[:0]", "text.years"), USUAL, "the table is empty; add rows to it"),
    "no headings": (CHART.format("columns", "tables.years", '"years"'), USUAL, 'the chart "columns" has no headings'),
    "no such column": (CHART.format("columns", "tables.years", '{"yaer": "x", "sea": "y"}'), USUAL, 'the table "years" has no column "yaer"; did you mean "year"?'),
    "no numbers": (CHART.format("columns", "tables.years", '{"year": "x"}'), USUAL, 'the table "years" has no column with numbers'),
    "no names": (CHART.format("columns", "tables.years", '{"sea": "x"}'), USUAL, 'the table "years" has no column with names for its numbers'),
    "a column that is empty": (COLUMNS, "years: [{year: 2022, sea: 5}]\n", 'the column "air" of the table "years" is empty'),
    "a whole that is nothing": (CHART.format("shares", "tables.years", "text.years"), "years: [{year: 2022, sea: 0, air: 0}]\n", 'the numbers of "2022" in the table "years" add up to 0'),
    "a part below nothing": (CHART.format("shares", "tables.years", "text.years"), "years: [{year: 2022, sea: -3, air: 9}]\n", '-3 in the table "years" cannot be a part of a whole'),
    "two columns in a donut": (CHART.format("donut", "tables.years", "text.years"), USUAL, "a donut shows one column of numbers, but the table \"years\" has 2"),
    "too few colours": (CHART.format("bars", "tables.years", "text.years"), USUAL, 'the chart "bars" has 1 colour in theme.yaml, but 2 parts to tell apart'),
    "numbers on a colour on which none can be read": (CHART.format("dull", "tables.years", "text.years"), USUAL, 'in the chart "dull" words on dull have a contrast of 4.17:1 at most, but need 4.5:1; make that colour darker'),
    "too low": (CHART.format("bars", "tables.years", HEADS), MANY.replace("  - {year: 1900, sea: 0, air: 1}\n", ""), 'the chart "bars" is too low for its 40 categories and their words; make it 400pt high or more'),
    "not a number": (CHART.format("columns", "[{'year': {'text': '1'}, 'sea': {'value': ('nan' ~ edition.title[:0]) | float, 'text': 'x'}}]", HEADS), USUAL, 'row 1 of the table has no number under "sea"'),
    "larger than any number": (CHART.format("columns", "[{'year': {'text': '1'}, 'sea': {'value': 10 ** 20, 'text': 'x'}}]", HEADS), USUAL, "a number too large to draw"),
    "no name": (CHART.format("columns", "[{'year': {'text': ' '}, 'sea': {'value': 1, 'text': 'x'}}, {'year': {'text': '2'}}]", HEADS), USUAL, 'row 1 of the table has no "year"'),
    "different units": (CHART.format("columns", "[{'year': {'text': '1'}, 'sea': {'value': 1, 'unit': '%', 'text': 'x'}, 'air': {'value': 2, 'text': '2'}}]", "text.years"), USUAL, '"By sea" and "By air" of the table have different units'),
    "one written by hand": ('<div class="chart columns"><p>5</p></div>\n', USUAL, "this is not a chart; write it with blocks.chart(chart(...))"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_drawn_is_refused_at_its_line(case: str, tmp_path: Path) -> None:
    chart, years, says = REFUSED[case]
    root = alone(tmp_path, chart, years)
    with pytest.raises(Problems) as refused:
        made(root)
    (problem,) = refused.value.problems
    assert says in str(problem)
    assert problem.place.file.endswith("page.html.j2")
    assert chart.splitlines()[0] == problem.place.source


def test_a_colour_on_which_no_number_is_printed_needs_less_contrast(tmp_path: Path) -> None:
    """Its columns stand side by side, its donut has its numbers in the legend, and its stack has none."""
    heads = '{"year": text.years.year, "sea": text.years.sea}'
    page = ALONE + COLUMNS.replace('"columns"', '"plain"') + COLUMNS.replace('"columns"', '"bare"')
    page += CHART.format("ring", "facts.years[:2]", heads)
    root = charted(tmp_path / "charts", page=page)
    assert [each.chart.name for each in made(root).charts.values()] == ["plain", "bare", "ring"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_beside_a_donut_line_up(language: str, pages: dict[str, Page]) -> None:
    """Those of ones are on the right in every language: the numbers end at one edge."""
    styles = [
        dict(each.split(":") for each in label.get("style").split(";"))
        for label in plots(pages[language])["donut"].find_class("chart-label")
        if any(letter.isdigit() for letter in label.text_content())
    ]
    assert len(styles) == 4
    assert {style["text-align"] for style in styles} == {"right"}
    assert len({(style["left"], style["width"]) for style in styles}) == 1


def test_a_chart_of_one_whole_is_too_low_for_its_words_alone() -> None:
    shares = data.Chart("money", "", "", ("Share",), ())
    with pytest.raises(data.NoChart) as refused:
        frame.too_low(shares, 28.4)
    assert 'the chart "money" is too low for its words' in str(refused.value.args)


def test_rows_alone_are_a_table_too(tmp_path: Path) -> None:
    root = charted(tmp_path / "charts", page=PAGE.replace('"bars", tables.costs', '"bars", facts.costs[:1]'))
    drawn = {each.chart.name: each.chart for each in made(root).charts.values()}
    assert drawn["bars"].categories == ("Kenya",)
    assert drawn["donut"].total == ("All people",)


def test_a_sum_stands_in_the_middle_of_a_donut(tmp_path: Path) -> None:
    heads = '{"year": text.years.year, "sea": text.years.sea, "total": text.shares.total}'
    root = alone(tmp_path, CHART.format("donut", "tables.years", heads), USUAL)
    (drawn,) = made(root, "ar").charts.values()
    assert drawn.chart.total == ("كل الأشخاص", "٣٬٣١٢")
