"""A sign that marks nothing is named for what it is, and where it is, however the text is folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.source import markup_lint, yaml_reader
from factsheet.text import markup, stray_marks

LINKS, NAMES = ("key",), ("chair",)
FOUND = {
    "one **two three": (4, "**", 'a "**" that is not closed', 'write "**" after the last word'),
    "one two** three": (7, "**", 'a "**" that closes nothing', 'write "**" before the first word'),
    "one “two**, three": (8, "**", 'a "**" that closes nothing', 'write "**" before the first word'),
    "one **“two”, three": (4, "**", 'a "**" that is not closed', 'write "**" after the last word'),
    "one **two** three** four": (17, "**", 'a "**" that closes nothing', 'write "**" before the first word'),
    "**one** and **two": (12, "**", 'a "**" that is not closed', 'write "**" after the last word'),
    "**one **": (0, "**", 'a "**" that is not closed', 'remove the space before the "**" that should close it'),
    "** one**": (0, "**", 'a "**" with a space after it', "remove the space: **words**"),
    "2 * 3": (2, "*", 'a "*" with a space after it', "or write \\* for the character itself"),
    "\\* \\** *x*": (5, "*", 'a "*" that closes nothing', 'write "*" before the first word'),
    "[words(#key)": (0, "[", 'a "[" that is not closed', 'write "]" after the last word of the link: [words](#key)'),
    "[a](#key) [words": (10, "[", 'a "[" that is not closed', 'write "]" after the last word'),
    "[words](#key and on (so)": (0, "[", 'a "(" that is not closed', 'write ")" after the name of the link'),
    "[words] (#key)": (0, "[", 'a space between "]" and "("', "remove it: [words](#key)"),
    "[words](# key)": (0, "[", "a space in the round brackets of a link", "remove it: [words](#key)"),
    "as in [1], or": (6, "[", "square brackets with no link after them", "or \\[ and \\] for brackets"),
    "words](#key)": (5, "]", 'a "]" that closes nothing', 'write "[" before it: [words](#key)'),
    "of {chair and": (3, "{", 'a "{" that is not closed', 'write "}" after the name: {name}'),
    "of chair} and": (8, "}", 'a "}" that closes nothing', "or write \\} for the character itself"),
    "[a{chair}b](#key) {chair} *i* \\{ \\[ **b": (36, "**", 'a "**" that is not closed', "after the last word"),
}
FORMS = ("  t: '{}'", '  t: "{}"', "  t: >-\n    {}", "  t: |-\n    {}", "  t:\n    {}")


@pytest.mark.parametrize("text", FOUND)
def test_each_is_named(text: str) -> None:
    start, sign, what, hint = FOUND[text]
    first = next(iter(stray_marks.found(text)))
    assert (first.start, first.sign, first.what) == (start, sign, what)
    assert hint in first.hint


@pytest.mark.parametrize(
    "text", ["**a** *b* [c](#key) {chair}", "\\* \\[ \\] \\{ \\}", "[**a**, {chair}](#key)", "a - b"]
)
def test_what_marks_something_is_left_alone(text: str) -> None:
    assert list(stray_marks.found(text)) == []


# Between double quotes YAML has backslashes of its own.
@pytest.mark.parametrize(("text", "form"), [(t, f) for t in FOUND for f in FORMS if not ("\\" in t and '"' in f)])
def test_the_place_is_the_line_and_column(text: str, form: str) -> None:
    """After each space, a folded text continues on another line."""
    if form.endswith(":\n    {}") and text[0] in "[*":
        text = f"x {text}"
    typed = text.replace(" ", "\n    ") if "|" not in form else text
    source = "s:\n" + form.replace("{}", typed)
    value = yaml_reader.parsed(source, "en.yaml")
    problem = next(iter(markup_lint.faults(value, (), NAMES, LINKS)))
    lines = source.splitlines()
    sign = next(sign for what, sign in {each[2]: each[1] for each in FOUND.values()}.items() if what == problem.what)
    there = lines[problem.place.line - 1][problem.place.column - 1 :]
    assert there.startswith(sign), (problem, lines)
    # All that follows the sign in the text follows it there.
    said = " ".join(str(value.value["s"]["t"]).split())  # type: ignore[index, call-overload]
    start = next(each.start for each in stray_marks.found(said) if each.what == problem.what)
    rest = "".join([there, *lines[problem.place.line :]])
    plain = said[start:].replace("\\", "")
    assert "".join(rest.replace("\\", "").split()).startswith("".join(plain.split()))


@given(st.text("ab *[](){}#\\_", max_size=30))
def test_every_sign_that_is_typed_marks_or_is_found(text: str) -> None:
    """Each stray sign is where it is said to be, and where none is found, each sign stands for a mark or itself."""
    whole = " ".join(text.split())
    found = list(stray_marks.found(whole))
    for stray in found:
        assert whole.startswith(stray.sign, stray.start), (whole, stray)
        assert stray.what
        assert stray.hint
    if not found:
        shown = "".join(run.text for run in markup.read(whole).runs if not run.placeholder)
        assert not set(shown) & set("*[]{}") or "\\" in whole
