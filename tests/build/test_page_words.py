# ruff: noqa: E501
"""The words of the download page that are about a factsheet: what is wrong with them is said at its line."""

from __future__ import annotations

from collections.abc import Callable

import lxml.html
import pytest

from factsheet.build import download_page
from factsheet.build.manifest import Manifest
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.source import page_words
from factsheet.theme import layout

from ..conftest import Copy

WORDS = "layouts/site/words.yaml"
# A line to change, what it becomes, and what is said at which line.
CASES = {
    "no title": ("title: Khartoum **Process**\n", "", 'words.yaml:1:1: missing key "title"; add a line "title: ..."'),
    "an empty title": ("title: Khartoum **Process**\n", "title:\n", 'words.yaml:5:1: "title" is empty; write its text after the colon'),
    "a key that is misspelt": ("intro: ", "entro: ", 'words.yaml:6:1: unknown key "entro"; did you mean "intro"?'),
    "a key that there is not": ("intro: ", "colour: red\nintro: ", 'words.yaml:6:1: unknown key "colour"; the keys here are title, intro'),
    "a word of terms that is missing": ("  former: former chair\n", "", 'missing key "former" under "terms"; add a line'),
    "terms that are a text": ("terms:\n  current: in the chair\n  upcoming: upcoming chair\n  former: former chair\n", "terms: in the chair\n", '"terms" is a text; write "key: text" lines under it'),
    "a list where a text belongs": ("editions: leaflets ", "editions: [leaflets] ", '"editions" is a list; it must be a single text'),
    "a mark that is not closed": ("Khartoum **Process**", "Khartoum **Process*", 'words.yaml:5:17: a "*" that is not closed'),
    "a placeholder": ("Khartoum **Process**", "'Khartoum {process}'", "words.yaml:5:18: unknown placeholder {process}"),
    "a link": ("Khartoum **Process**", "'[Khartoum](#home)'", "the link #home leads nowhere"),
    "odd quotes": ("Khartoum **Process**", '“Khartoum **Process**', "words.yaml:5:8: a “ that is not closed"),
    "a text cut by a comment": ("read, e-mail, print", "read #e-mail, print", 'words.yaml:6:28: the text ends before this "#"'),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_named_at_its_line(case: str, changed: Callable[[str, str, str], Copy]) -> None:
    old, new, said = CASES[case]
    with pytest.raises(Problems) as refused:
        page_words.load(Root(changed(WORDS, old, new).root))
    assert [said for problem in refused.value.problems if said in str(problem)] == [said]


def test_a_build_that_cannot_read_them_says_so(copy: Copy) -> None:
    copy.change(WORDS, "intro: ", "entro: ")
    result = copy.build("", "--format", "picture")
    assert result.status == 1
    assert 'layouts/site/words.yaml:6:1: unknown key "entro"; did you mean "intro"?' in result.err
    assert "1 problem; everything else was made." in result.err
    (copy.root / WORDS).unlink()
    assert "layouts/site/words.yaml: this file is missing" in copy.build("", "--format", "picture").err


def test_other_words_are_all_that_another_factsheet_needs(copy: Copy) -> None:
    """Its title need not have bold words, and its theme no typeface for these."""
    words = "title: Kenya & <Uganda>\nintro: Read it\neditions: profiles\nnothing_found: Nothing\n"
    (copy.root / WORDS).write_text(words, "utf-8")
    theme = layout.load(Root(copy.root))
    theme = theme.model_copy(update={"typefaces": {"text": theme.typefaces["text"]}})
    page = download_page.makers(Root(copy.root), Manifest(), theme)["index.html"]().decode()
    tree = lxml.html.document_fromstring(page)
    assert [tree.findtext(".//h1"), tree.findtext(".//title")] == [
        "Kenya & <Uganda>",
        "Kenya & <Uganda>: profiles to download",
    ]
    assert tree.findtext(".//label") == "Language"
    for word in ("khartoum", "chair", "leaflets"):
        assert word not in page.lower()
