"""An import ends with a page about what it took in, and what it did not: the English, the old words and the new."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from ..conftest import Copy, Result, copy_project
from ..exchange import sent, translated
from ..translation.importing import FR, bring_in

PAGE = "output/imported-fr.html"


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, HtmlElement]:
    """Import a changed text, one that is rejected and one in conflict; return what was printed, and the page."""
    copy = Copy(copy_project(tmp_path_factory.mktemp("brought") / "project"))
    path = sent(copy.root, "fr", "xliff")
    translated(path, "activities.title", "Nos activités")
    translated(path, "framework.title", "Le <b>cadre</b> \N{RIGHT-TO-LEFT OVERRIDE}stratégique")
    translated(path, "stakeholders.title", "Des tiers")
    copy.change(FR, "title: Autres parties prenantes", "title: Les autres parties prenantes")
    result = bring_in(copy, path)
    return result, lxml.html.fromstring((copy.root / PAGE).read_text("utf-8"))


def item(page: HtmlElement, key: str) -> HtmlElement:
    (found,) = (each for each in page.xpath("//ol/li") if each.xpath(".//code/text()") == [key])
    return found


def versions(of: HtmlElement) -> dict[str, tuple[str, str]]:
    return {
        each.find("h4").text: (each.find("p").get("lang"), each.find("p").text_content())
        for each in of.find_class("versions")[0]
    }


def test_each_text_is_there_with_what_became_of_it(brought: tuple[Result, HtmlElement]) -> None:
    result, page = brought
    assert result.out.endswith(f"to read or e-mail: {PAGE}\n")
    changed = item(page, "activities.title")
    assert versions(changed) == {
        "English": ("en", "Activities"),
        "Before": ("fr", "Activités"),
        "Now": ("fr", "Nos activités"),
    }
    assert [each.text_content() for each in changed.iter("del", "ins")] == ["Activités", "Nos activités"]
    conflict = item(page, "stakeholders.title")
    assert versions(conflict)["Here"] == ("fr", "Les autres parties prenantes")
    assert versions(conflict)["In the file, not imported"] == ("fr", "Des tiers")
    assert [each.tag for each in conflict.iter("del", "ins", "mark")] == ["mark", "mark"]  # nobody has decided yet
    outcomes = {each.xpath(".//code")[0].text: each.find_class("outcome")[0].text for each in page.xpath("//ol/li")}
    assert outcomes == {"activities.title": "changed", "framework.title": "rejected", "stakeholders.title": "conflict"}


def test_what_was_rejected_is_shown_as_words(brought: tuple[Result, HtmlElement]) -> None:
    _, page = brought
    rejected = item(page, "framework.title")
    assert versions(rejected)["In the file, not imported"] == ("fr", "Le <b>cadre</b> [U+202E]stratégique")
    assert rejected.find_class("notes")[0].text_content()
    assert not page.xpath("//script")


def test_a_file_with_nothing_new_leaves_no_page(copy: Copy) -> None:
    assert "nothing was written" in bring_in(copy, sent(copy.root, "fr", "xliff")).out
    assert not (copy.root / PAGE).exists()


def test_a_page_that_cannot_be_made_does_not_hold_up_the_import(copy: Copy) -> None:
    template = copy.root / "layouts/site/changes.html.j2"
    template.write_text(template.read_text("utf-8") + "{{ nothing.at.all }}", "utf-8")
    path = sent(copy.root, "fr", "xliff")
    translated(path, "activities.title", "Nos activités")
    result = bring_in(copy, path)
    assert result.status == 1
    assert "layouts/site/changes.html.j2:" in result.err
    assert "the translation was imported, but the page about it could not be made" in result.err
    assert "title: Nos activités" in (copy.root / FR).read_text("utf-8")
