"""What a page says in plain text and in Markdown: every block, every word, in any direction.

Markdown has a second witness: markdown-it, a reader of CommonMark and of tables, gives back the words of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import lxml.html
import pytest
from markdown_it import MarkdownIt

from factsheet.check import lost_words
from factsheet.page import page
from factsheet.page.page import Page
from factsheet.plain import markdown, text
from factsheet.plain.document import Run, Said
from factsheet.plain.markdown_inline import inline
from factsheet.plain.words import settled, spaced

from .. import blocks
from ..blocks import Blocks
from ..conftest import REPOSITORY, job_of

FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# What means something in Markdown, somewhere.
NASTY = [
    *"ab1 2.)(-+*_`#>|<&\\[]!~$^=:{}\"'",
    " ",
    "amp;",
    "1. ",
    "- ",
    "# ",
    "\n",
    "é",
    "---",
    "***",
    "![",
    "](x)",
    "|",
]


def of(body: str, *, direction: str = "ltr", language: str = "en", draft: str = "") -> Page:
    """Return a page with something in it."""
    across = f' data-watermark="picture:draft.svg" data-words="{draft}"' if draft else ""
    head = '<title>A title</title><meta name="dcterms.modified" content="2026-05-04">'
    html = (
        f'<html lang="{language}" dir="{direction}"><head>{head}</head><body><main{across}>{body}</main></body></html>'
    )
    return Page(html, {}, direction)


def as_text(body: str, **others: str) -> str:
    return text.write(of(body, **others)).decode()  # type: ignore[arg-type]


def as_markdown(body: str, **others: str) -> str:
    return FRONT.sub("", markdown.write(of(body, **others)).decode()).strip()  # type: ignore[arg-type]


def read_back(source: str) -> str:
    """Return the words of Markdown, with those of notes where these are."""
    html = MarkdownIt("commonmark").enable("table").render(FRONT.sub("", source))
    tree = lxml.html.document_fromstring(f"<div>{html}</div>")
    for each in tree.iter("br"):
        each.tail = f"\n{each.tail or ''}"
    return str(tree.text_content())


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Blocks:
    root = blocks.factsheet(tmp_path_factory.mktemp("plain") / "blocks")
    blocks.put(root, blocks.EVERYTHING)
    return Blocks(root)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_word_of_a_page_with_every_block_is_lost(every: Blocks, language: str) -> None:
    made = every.page(language)
    said, _ = lost_words.expected(made.html)
    written = text.write(made).decode()
    assert not lost_words.words(said) - lost_words.words(written)
    assert not lost_words.words(said) - lost_words.words(read_back(markdown.write(made).decode()))
    assert written.endswith("\n")
    assert "\r" not in written
    assert "\n\n\n\n" not in written


def unbroken(written: bytes) -> str:
    """Return what was written with one kind of space."""
    return written.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_blocks_in_plain_text(every: Blocks) -> None:
    written = unbroken(text.write(every.page()))
    for expected in (
        "\n\n\nWhat it does\n\n1. Two or three",
        "\n- Begin each",
        "\n  - Then, say",
        "\n    - At last",
        "\n1. Since\n   1. January 2026\n   2. 12,500\n2. People who take part\n   1. Countries\n\n3. Kenya",
        "\n\n  If a text is too long[1] for the sheet[2], all type",
        "\n\n[1] Counted once a year.\n[2] Figures of the IOM",
        "\n\nArrivals by country\n\nCountry   People  Share          Money\nKenya     98,111    71%     €1,234,567\n",
        "\n\n* * *\n\n",
        "H₂O",
    ):
        assert expected in written


def test_blocks_in_markdown(every: Blocks) -> None:
    written = unbroken(markdown.write(every.page()))
    for expected in (
        '---\ntitle: "A factsheet to start from"\nlang: "en-GB"\ndate: "',
        "\n## What it does\n\n1\\. Two or three",
        "\n- **First**, say",
        "\n  - **Then**, say",
        "\n1. Since\n   1. January 2026\n",
        "\n\n3) Kenya",  # a list of its own
        "\n\n> If a text is too long[^1] for the sheet[^2], all",
        "\n\n[^1]: Counted once a year.\n[^2]: Figures of the **IOM**",
        "| Country | People | Share | Money |\n| --- | ---: | ---: | ---: |\n| Kenya | 98,111 | 71% | €1,234,567 |\n",
        "[info@example.org](mailto:info@example.org)",
    ):
        assert expected in written
    assert 'dir: "rtl"' in markdown.write(every.page("ar")).decode()


def test_terms_are_on_the_line_of_what_is_said_of_them() -> None:
    terms = "<dl><div><dt>Since</dt><dd>May</dd></div><dt>In:</dt><dd>Rome</dd><dd>Cairo</dd></dl>"
    assert as_text(terms) == "Since: May\nIn: Rome; Cairo\n"
    assert as_text(terms, language="fr").startswith("Since\N{NO-BREAK SPACE}: May")
    assert as_markdown(terms) == "- **Since**: May\n- **In**: Rome; Cairo"


def test_what_a_sign_means_and_what_a_picture_shows_is_said_in_brackets() -> None:
    body = '<ul><li data-sign="Board">Kenya</li></ul><p><img alt="A bridge"> <a href="https://x.org">x.org</a></p>'
    assert as_text(body) == "- Kenya [Board]\n\n[A bridge] x.org\n"
    assert read_back(as_markdown(body)).split("\n") == ["", "Kenya [Board]", "", "[A bridge] x.org", ""]


def test_a_chart_is_its_description() -> None:
    label = '<p class="chart-label" aria-hidden="true">71%</p>'
    assert (
        as_text(f'<div class="chart c"><div class="plot"><img alt="Kenya: 71%">{label}</div></div>') == "[Kenya: 71%]\n"
    )


def test_an_address_follows_the_words_that_lead_there_unless_it_is_these() -> None:
    links = '<a href="https://x.org/a_(b)">our page</a>, <a href="https://www.x.org/">x.org</a>, <a href="#p">p</a>'
    body = f"<p>See {links}</p>"
    assert as_text(body) == "See our page (https://x.org/a_(b)), x.org, p\n"
    assert as_markdown(body) == r"See [our page](https://x.org/a_\(b\)), [x.org](https://www.x.org/), p"


def test_a_draft_says_so_first() -> None:
    assert as_text("<p>x</p>", draft="DRAFT") == "DRAFT\n\nx\n"
    whole = markdown.write(of("<p>x</p>", draft="DRAFT")).decode()
    assert "draft: true\n---\n\n**DRAFT**\n\nx\n" in whole


def test_capitals_are_as_they_were_typed_and_hyphens_that_do_not_show_are_gone() -> None:
    body = '<h2><span data-typed="About us">ABOUT US</span></h2><p>con\N{SOFT HYPHEN}fer\N{SOFT HYPHEN}ence</p>'
    assert as_text(body) == "About us\n\nconference\n"


def test_marks_of_direction_are_only_where_a_line_would_change() -> None:
    rlm, lrm = "\N{RIGHT-TO-LEFT MARK}", "\N{LEFT-TO-RIGHT MARK}"
    arabic = {"direction": "rtl", "language": "ar"}
    assert as_text("<p>كينيا ومصر</p>", **arabic) == "كينيا ومصر\n"
    assert as_text("<p><bdi>IOM</bdi> منظمة</p>", **arabic) == f"{rlm}IOM منظمة\n"
    assert (
        as_text('<p>على <a href="https://x.org/a/">صفحتنا</a></p>', **arabic) == f"على صفحتنا (https://x.org/a/{lrm})\n"
    )
    assert as_text('<p>على <a href="https://x.org/a">صفحتنا</a></p>', **arabic) == "على صفحتنا (https://x.org/a)\n"
    assert as_text("<p>تابعوا <bdi>@Khartoum</bdi></p>", **arabic) == f"تابعوا {lrm}@Khartoum\n"


def test_a_table_that_is_too_wide_is_a_line_for_each_cell() -> None:
    row = f"<tr><th>Kenya</th><td>{'x' * 60}</td><td>7</td></tr>"
    body = f"<table><thead><tr><th>Country</th><th>What</th><th>Number</th></tr></thead><tbody>{row}</tbody></table>"
    assert as_text(body) == f"Country: Kenya\nWhat: {'x' * 60}\nNumber: 7\n"
    assert as_text(body.replace("x" * 60, "x")) == "Country  What  Number\nKenya    x     7\n"


def test_columns_are_as_wide_as_they_look() -> None:
    row = "<tr><th>中国</th><td>7</td></tr><tr><th>e\N{COMBINING ACUTE ACCENT}</th><td>7</td></tr>"
    body = f"<table><thead><tr><th>Land</th><th>N</th></tr></thead><tbody>{row}</tbody></table>"
    assert as_text(body).split("\n")[1:3] == ["中国  7", "e\N{COMBINING ACUTE ACCENT}     7"]


def test_a_reader_of_markdown_gives_back_the_signs_of_any_words() -> None:
    random = Random(7)
    for _ in range(400):
        said = settled(_nasty(random), rtl=False)
        body = "".join(run.words for run in said)
        read = read_back(f"- {inline(said)}".replace("\n", "\n  "))
        assert "".join(read.split()) == "".join(body.split()), inline(said)


def _nasty(random: Random) -> Said:
    def words() -> str:
        return spaced("".join(random.choice(NASTY) for _ in range(random.randint(1, 9))))

    looks = [Run(""), Run("", strong=True), Run("", stressed=True), Run("", address="https://a.b/c_(d)*e*")]
    return tuple(replace(random.choice(looks), words=words()) for _ in range(3))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_leaflet_says_the_same_and_who_is_on_the_steering_committee(language: str) -> None:
    job = job_of(REPOSITORY, language)
    made = page.make(job.edition, job.theme, job.root)
    said = lost_words.words(lost_words.expected(made.html)[0])
    written = text.write(made).decode()
    assert not said - lost_words.words(written)
    assert not said - lost_words.words(read_back(markdown.write(made).decode()))
    signs = re.findall(r'data-sign="([^"]*)"', made.html)
    assert written.count(f" [{signs[0]}]\n") == len(signs) > 5
