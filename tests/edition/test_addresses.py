# ruff: noqa: E501
"""An address is written once: what a text shows, the link under it and the QR code beside it all come from one place."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from lxml import etree

from factsheet.check import source_checks
from factsheet.core.diagnostics import Place
from factsheet.core.project import Root
from factsheet.edition import address_lint, typography
from factsheet.edition.locales import Locale
from factsheet.source import loader
from factsheet.source.facts import Facts
from factsheet.text import link_address, markup

from ..conftest import Copy, Result, copy_project, decided, once, pipeline, slow
from ..exchange import Word, cells_of, sent, unit_of
from ..reading import R, W, docx_text, page_texts, part, text_of
from ..validators import absent

EN, FR, FACTS = "sources/text/en.yaml", "sources/text/fr.yaml", "sources/factsheet.yaml"
OLD = ("KhartoumProcess@icmpd.org", "khartoumprocess.net", "linkedin.com/company/khartoum-process")
NEW = {
    "email": ("mailto:KhartoumProcess@icmpd.org", "mailto:Chair-2026@Process.Example.org"),
    "website": ("website: https://www.khartoumprocess.net", "website: https://www.example.org/?y=26"),
    "linkedin": ("https://www.linkedin.com/company/khartoum-process", "https://www.linkedin.com/company/example-2026"),
}  # fmt: skip
SHOWN = ("www.example.org/?y=26", "Chair-2026@Process.Example.org")
LINKED = tuple(new.removeprefix("website: ") for _, new in NEW.values())


Moved = Callable[[str], Path]


def elsewhere(copy: Copy) -> None:
    """Give each address of the leaflet another value, in its one place."""
    for old, new in NEW.values():
        copy.change(FACTS, old, new)
    path = copy.root / FACTS
    conference = "https://www.khartoumprocess.net/activities/2nd-ministerial-conference-of-the-khartoum-process"
    path.write_text(path.read_text("utf-8").replace(conference, "https://www.example.org/cairo"), "utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """Return what makes a project, built in a language, whose addresses were changed where they are written."""

    def made(language: str) -> Path:
        def build(folder: Path) -> Result:
            copy = Copy(copy_project(folder, "en, fr, ar"))
            elsewhere(copy)
            return copy.build(language, "--format", "pdf press docx web")

        return once(tmp_path_factory, f"moved addresses {language}", build)[0]

    return made


def made(moved: Moved, language: str, ending: str) -> Path:
    return moved(language) / f"output/2025-france/khartoum-process-factsheet-2025-france-{language}{ending}"


LANGUAGES = (slow("en"), slow("fr"), "ar")


def squeezed(text: str) -> str:
    """Return a text without the spaces at the ends of its lines, and without what keeps a hyphen there."""
    return "".join(text.replace("\ufffe", "-").replace("\x02", "-").replace("\u200b", "").split())


def by_poppler(path: Path) -> str:
    if not shutil.which("pdftotext"):
        absent("pdftotext (poppler-utils)")
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [".pdf", "-press.pdf"])
def test_the_words_in_print_change_with_the_link(language: str, ending: str, moved: Moved) -> None:
    path = made(moved, language, ending)
    for text in ("\n".join(page_texts(path)), by_poppler(path)):
        assert all(address in squeezed(text) for address in SHOWN), text
        assert not any(address in squeezed(text) for address in OLD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_under_the_words_change(language: str, moved: Moved) -> None:
    path = made(moved, language, ".pdf")
    with pikepdf.open(path) as document:
        links = [str(link.A.URI) for page in document.pages for link in page.get("/Annots", [])]
        rects = {str(link.A.URI): [float(x) for x in link.Rect] for link in document.pages[1].Annots}
    assert set(LINKED) <= set(links)
    assert not any(old in link for link in links for old in OLD)
    with pypdfium2.PdfDocument(path) as document:  # what is under the rectangle of each link is its address
        page = document[1].get_textpage()
        for link in (NEW["website"][1].removeprefix("website: "), NEW["email"][1]):
            left, bottom, right, top = rects[link]
            assert squeezed(page.get_text_bounded(left, bottom, right, top)) == link_address.shown(link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codes_change(language: str, moved: Moved) -> None:
    with pypdfium2.PdfDocument(made(moved, language, "-press.pdf")) as document:
        drawn = document[1].render(scale=4).to_pil()
    read = {code.text for code in zxingcpp.read_barcodes(drawn)}
    assert read == {NEW["linkedin"][1], "https://www.example.org/cairo"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_and_web_change(language: str, moved: Moved) -> None:
    path = made(moved, language, ".docx")
    relations = {each.get("Id"): each.get("Target") for each in part(path, "word/_rels/document.xml.rels")}
    links = {
        relations[link.get(f"{R}id")]: text_of(link) for link in part(path, "word/document.xml").iter(f"{W}hyperlink")
    }
    page = lxml.html.parse(str(made(moved, language, ".html")), lxml.html.HTMLParser(encoding="utf-8"))
    for address in (NEW["website"][1].removeprefix("website: "), NEW["email"][1]):
        assert links[address] == link_address.shown(address)
        (there,) = page.xpath("//a[@href=$to]", to=address)
        assert there.text_content() == link_address.shown(address)
    for text in (docx_text(path), made(moved, language, ".html").read_text("utf-8"), str(relations)):
        assert not any(old in text for old in OLD)


def test_no_translation_is_outdated_by_another_address(moved: Moved) -> None:
    result = pipeline("status", "--root", moved("en"))
    assert re.findall(r"^ +(ar|fr) +59 +0 +0 +0 +0 ", result.out, re.MULTILINE) == ["ar", "fr"]


@pytest.mark.parametrize(
    ("address", "people_write"),
    [
        ("https://www.khartoumprocess.net", "www.khartoumprocess.net"),
        ("https://www.khartoumprocess.net/", "www.khartoumprocess.net"),
        ("http://Example.org/Path/", "Example.org/Path"),
        ("https://example.org/?page=a/", "example.org/?page=a/"),
        ("https://example.org/#part/", "example.org/#part/"),
        ("https://example.org:8080/x", "example.org:8080/x"),
        ("mailto:KhartoumProcess@icmpd.org", "KhartoumProcess@icmpd.org"),
        ("mailto:a@example.org?subject=Hello%20there", "a@example.org"),
        ("https://xn--80aswg.xn--p1ai/xn--x", "сайт.рф/xn--x"),
        ("mailto:a@xn--80aswg.xn--p1ai", "a@сайт.рф"),
    ],
)
def test_an_address_is_shown_as_people_write_it(address: str, people_write: str) -> None:
    assert link_address.mended(address) == ""
    assert link_address.shown(address) == people_write


def test_a_date_of_the_same_name_is_what_is_printed(project: Root) -> None:
    known = loader.load(project).known()
    assert "cairo_declaration" in known.links
    assert "cairo_declaration" not in known.addresses
    read = loader.load(project)
    text = decided(read, "2025-france", read.master).text["declaration.text"]
    assert str(text).replace("\u00a0", " ").startswith("On 9 April 2025, ")


@pytest.mark.parametrize("language", ["mr", "my", "ar-EG", "fa", "ckb"])
def test_no_digit_and_no_order_of_an_address_changes(language: str) -> None:
    """Digits, hyphens and signs of an address stay in one piece, whatever those of the language are."""
    locale = Locale(language, {})
    assert locale.digits != "0123456789"
    address = "www.example.org/3rd-conference/?a=1&b=~2%20"
    text = markup.read("**2026** [{site}](#site)").filled({"site": address}, {"site": "https://x.org"}, ["site"])
    runs = typography.typeset(text, locale).runs
    assert [run.text for run in runs if run.link] == [address]
    assert runs[0].text != "2026"
    html = typography.typeset(text, locale).__html__()
    assert ("<bdi><a " in html) == (locale.direction == "rtl")


# Links that do not lead where they say


def facts(project: Root) -> Facts:
    return loader.load(project).known()


def nowhere(of: str) -> Place:
    return Place("en.yaml", 1, 1, of)


MISLEADING = {
    "[KhartoumProcess@icmpd.org](#website)": ("KhartoumProcess@icmpd.org", "put (#email) after them, or write [{website}](#website)"),
    "[Info@icmpd.org](#email)": ("Info@icmpd.org", "write [{email}](#email), or words that are not an address"),
    "[www.khartoumproces.net](#website)": ("www.khartoumproces.net", "write [{website}](#website)"),
    "[https://www.khartoumprocess.net/en](#website)": ("https://www.khartoumprocess.net/en", "write [{website}]"),
    "Go to [our page, **khartoum**process.org](#website).": ("khartoumprocess.org", "write [{website}]"),
    "[{email}](#website)": ("{email", "put (#email) after them"),
    "[www.{website}](#website)": ("{website", "write [{website}]"),
    "[{website}](#conference)": "",  # the beginning of the address that it leads to
    "[icmpd.org](#email)": ("icmpd.org", "write [{email}](#email)"),
    "[linkedin.com/company/khartoum](#linkedin)": ("linkedin.com/company/khartoum", "write [{linkedin}](#linkedin)"),
    "[example.org](#cairo_declaration)": ("example.org", "write [www.khartoumprocess.net/activities/2nd-ministerial"),  # no placeholder: a date has its name
}  # fmt: skip
HONEST = (
    "[{email}](#email), [{website}](#website)",
    "[KHARTOUMPROCESS@icmpd.org](#email), [khartoumprocess.net](#website), [https://www.khartoumprocess.net/](#website)",
    "[@Khartoum Process](#linkedin), [the 2nd Conference, 9.30](#conference)",
    "[www.khartoumprocess.net](#conference)",
    "www.example.org beside [a link](#website)",
)


@pytest.mark.parametrize("text", MISLEADING)
def test_a_link_that_says_another_address_is_found(text: str, project: Root) -> None:
    found = list(address_lint.misleading("x.y", markup.read(text), nowhere, facts(project)))
    if not MISLEADING[text]:
        assert found == []
        return
    thing, hint = MISLEADING[text]
    (problem,) = found
    assert problem.place.source == thing
    assert problem.what.startswith("in x.y the words ")
    assert hint in problem.hint


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_link_is_left_alone(text: str, project: Root) -> None:
    assert list(address_lint.misleading("x.y", markup.read(text), nowhere, facts(project))) == []


def test_a_planted_mismatch_stops_the_build_at_its_place(changed: Callable[[str, str, str], Copy]) -> None:
    copy = changed(EN, "[{email}](#email)", "[KhartoumProcess@icmpd.org](#email)")
    copy.change(FACTS, *NEW["email"])
    result = copy.build()
    assert result.status == 1
    line = next(n for n, each in enumerate((copy.root / EN).read_text("utf-8").splitlines(), 1) if "(#email)" in each)
    assert result.err.startswith(
        f'{EN}:{line}:12: in connect.email the words "KhartoumProcess@icmpd.org" lead to {SHOWN[1]}; '
        "write [{email}](#email), or words that are not an address\n"
    )
    assert copy.made == []


def test_a_mismatch_in_one_language_holds_back_only_that(copy: Copy) -> None:
    for language in (EN, FR):  # as sources had them before there were placeholders
        copy.change(language, "[{email}](#email)", "[KhartoumProcess@icmpd.org](#email)")
    assert pipeline("confirm", "fr", "--all", "--root", copy.root).status == 0
    copy.change(FR, "[KhartoumProcess@icmpd.org]", "[KhartoumProcess@icrnpd.org]")
    result = copy.build("en fr", "--format", "docx")
    assert f"{FR}:103:12: in connect.email the words" in result.err
    assert [path.stem[-2:] for path in copy.made] == ["en"]


# Addresses that are typed though a fact would do


TYPED = {
    "[www.khartoumprocess.net](#website)": ("www.khartoumprocess.net", "write {website} instead; then it changes with the link"),
    "Write to khartoumprocess@ICMPD.org.": ("khartoumprocess@ICMPD.org", "write {email} instead"),
    "Write to KhartoumProces@icmpd.org.": ("KhartoumProces@icmpd.org", "did you mean KhartoumProcess@icmpd.org? Then write {email}"),
    "See africa-union.int.": ("africa-union.int", "put it under links in sources/factsheet.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_an_address_typed_in_a_text_is_found(text: str, project: Root) -> None:
    thing, hint = TYPED[text]
    (oddity,) = address_lint.typed(markup.read(text), facts(project))
    assert (oddity.thing, oddity.grave, oddity.stops) == (thing, False, False)
    assert hint in oddity.hint


def test_no_text_of_the_leaflet_types_an_address(project: Root) -> None:
    read = loader.load(project)
    own = [text for variant in read.variants.values() for texts in variant.text.values() for text in texts.values()]
    for text in [*own, *(text for language in read.languages.values() for text in language.text.values())]:
        assert list(address_lint.typed(markup.read(text), read.known())) == []


def test_sources_with_typed_addresses_still_build_and_are_warned_of(copy: Copy) -> None:
    for language in (EN, FR):
        copy.change(language, "[{email}](#email)", "[KhartoumProcess@icmpd.org](#email)")
    assert pipeline("confirm", "fr", "--all", "--root", copy.root).status == 0
    assert copy.build("en fr", "--format", "pdf").status == 0
    assert not any("-draft" in path.name for path in copy.made)
    found = [str(each.problem) for each in source_checks.of_wording(loader.load(Root(copy.root)), ["en"])]
    typed = 'connect.email has the e-mail address "KhartoumProcess@icmpd.org"'
    assert found[0].startswith(f"sources/text/en.yaml:109:12: {typed}")
    assert "write {email} instead" in found[0]


# What translators and authors see


def test_a_translator_sees_the_placeholder_and_its_value(copy: Copy) -> None:
    copy.change(FACTS, *NEW["email"])
    path = sent(copy.root, "fr", "docx")
    row = " ".join("".join(cell.itertext(f"{W}t")) for cell in cells_of(Word(path).row("connect.email")))
    assert "{email}" in row
    assert f"{{email}} stands for “{SHOWN[1]}”." in row
    unit = unit_of(etree.parse(sent(copy.root, "fr", "xliff")).getroot(), "connect.email")
    assert f"{{email}} stands for “{SHOWN[1]}”." in "".join(unit.itertext())
    (tag,) = {each.get("equiv-text") for each in unit.iter("{*}x")}
    assert tag == "{email}"


def test_explain_names_the_line_of_an_address(project: Root) -> None:
    result = pipeline("explain", "--chair", "2025-france", "ar", "connect.email")
    assert result.out.startswith("connect.email: KhartoumProcess@icmpd.org")
    lines = (project.folder / FACTS).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("  email:"))
    assert "{email}" in result.out
    assert f"{FACTS}:{line}" in result.out


def test_a_translation_that_loses_an_address_is_refused(copy: Copy) -> None:
    copy.change(FR, "[{email}](#email)", "[courriel](#email)")
    assert 'connect.email lacks the placeholder "{email}" that the English has; add it' in copy.build("fr").err
