"""A placeholder may have a form; one that there is not is found where unknown placeholders are."""

from __future__ import annotations

import pytest

from factsheet.core.diagnostics import Place
from factsheet.edition.translation_lint import compared
from factsheet.source import markup_lint
from factsheet.text import markup, spelling, word_diff
from factsheet.text.markup import Run

from ..conftest import Copy

NAMES, FORMS = ["chair", "budget", "share"], {"chair": None, "budget": ("short",)}
FOUND = {
    "{chair:in} {budget:short} {share} {budget}": "",
    "{chiar:in}": 'unknown placeholder {chiar:in}; did you mean "chair"? (to print a brace, write \\{)',
    "{chair :in}": "unknown placeholder {chair :in}; write it without spaces: {chair:in} (to print a brace, write \\{)",
    "{budget:shrt}": 'there is no form ":shrt" of {budget}; did you mean ":short"?',
    "{budget:in}": 'there is no form ":in" of {budget}; available: :short',
    "{budget:}": 'there is no form ":" of {budget}; available: :short',
    "{share:short}": 'there is no form ":short" of {share}; write {share}',
    "{chair:In Der}": 'there is no form ":In Der" of {chair}; write its name in lower-case letters, as in {chair:in}',
}


def anywhere(of: str = "") -> Place:
    return Place(of)


@pytest.mark.parametrize("text", FOUND)
def test_an_unknown_form_is_found(text: str) -> None:
    found = [f"{each.what}; {each.hint}" for each in markup_lint.of_text(text, anywhere, NAMES, [], FORMS)]
    assert found == ([FOUND[text]] if FOUND[text] else [])


def test_an_unknown_form_is_found_at_its_line(copy: Copy) -> None:
    copy.change("sources/text/en.yaml", "On {cairo_declaration}, the", "On {cairo_declaration:yaer}, the")
    result = copy.build("en", "--format", "web")
    assert result.status == 1
    assert 'there is no form ":yaer" of {cairo_declaration}; ' in result.err
    assert result.err.startswith("sources/text/en.yaml:89:8: ")


def test_a_placeholder_is_read_filled_and_written() -> None:
    text = markup.read("**{chair:in}**, {chair}, \\{chair:in\\}")
    assert text.placeholders == ["chair", "chair"]
    assert text.formed == ["chair:in", "chair"]
    assert [(run.name, run.form) for run in text.runs if run.placeholder] == [("chair", "in"), ("chair", "")]
    assert str(text.filled({"chair": "Schweiz", "chair:in": "in der Schweiz"}, {})) == (
        "in der Schweiz, Schweiz, {chair:in}"
    )
    assert spelling.written(text.runs) == "**{chair:in}**, {chair}, \\{chair:in\\}"
    assert spelling.written([Run("chair:in", placeholder=True)]) == "{chair:in}"


def differences(english: str, translation: str) -> list[str]:
    return [each.what for each in compared("x", markup.read(english), markup.read(translation), anywhere)]


def test_a_translation_may_have_another_form_of_the_same_value() -> None:
    assert differences("In {chair}, {budget:short}", "{chair:in} {budget}") == []
    assert differences("In {chair}", "{budget:short}") == [
        'x lacks the placeholder "{chair}" that the English has',
        'x has a placeholder "{budget}" that is not in the English',
    ]


def test_a_form_is_one_token_where_wordings_are_compared() -> None:
    assert word_diff.tokens("In {chair:in}.") == ["In", " ", "{chair:in}", "."]
    old, new = word_diff.compared("so many words in {chair}", "so many words in {chair:in}")
    assert [each.text for each in (*old, *new) if each.changed] == ["{chair}", "{chair:in}"]
