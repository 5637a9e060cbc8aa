# ruff: noqa: E501
"""What a layout declares is checked before anything else: each mistake has its line, and says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.authoring.content_schema import schema
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.source.declaration import Declaration
from factsheet.source.declaring import declared
from factsheet.source.fact_kinds import KINDS

from ..conftest import REPOSITORY
from .declared import CONTENT

NAME = "layouts/profile/content.yaml"


def declaring(folder: Path, *changes: tuple[str, str]) -> Declaration:
    text = CONTENT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / NAME).parent.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text, "utf-8")
    return declared(Root(folder))


def line(text: str) -> int:
    """Return the line of the declaration that has a text."""
    return next(number for number, each in enumerate(CONTENT.splitlines(), 1) if text in each)


WRONG = {
    "no such kind": ("kind: number, note: Its", "kind: numbr, note: Its", '"numbr" is not a kind of fact; did you mean "number"?'),
    "no kind": ("total: {kind: number, note", "total: {note", '"total" has no kind'),
    "no note": ("kind: number, note: Its inhabitants.", "kind: number", 'missing key "note"'),
    "an option that a kind has not": ("kind: number, note: Its", "kind: number, currency: EUR, note: Its", 'unknown key "currency"'),
    "no such currency": ("currency: EUR", "currency: EURO", '"EURO"'),
    "no such section of bodies": ("bodies: bodies", "bodies: bodys", 'there is no section "bodys" under texts; did you mean "bodies"?'),
    "no such section of choices": ("names: income", "names: incomes", 'there is no section "incomes" under texts; did you mean "income"?'),
    "within what is no list": ("country: {kind: country, note", "country: {kind: country, within: total, note", '"total" is not a list of countries under facts'),
    "other than nothing": ("country: {kind: country, note", "country: {kind: country, other_than: x, note", 'there is no fact "x" beside this one'),
    "an empty text that there is not": ("optional: yes, note: Its neighbours", "optional: yes, empty: a.b, note: Its neighbours", 'there is no text "a.b"'),
    "a name that is taken": ("  total: {", "  press: {", '"press" has a special meaning in the sources'),
    "a fact of both": ("    population: {", "    total: {", '"total" is a fact of the factsheet too'),
    "a title that is no fact": ("title: country", "title: contry", 'there is no fact "contry" under variants; did you mean "country"?'),
    "named by what is no fact": ("named_by: country", "named_by: land", 'there is no fact "land" under variants'),
    "an axis that is an option": ("axis: country", "axis: lang", '"lang" has a special meaning on the command line'),
    "a list that has another meaning": ("plural: countries", "plural: languages", '"languages" has a special meaning'),
    "from elsewhere": ("from: countries.csv", "from: ../countries.csv", '"../countries.csv" cannot be used; name a file or a folder'),
    "from the texts": ("from: countries.csv", "from: text", '"text" cannot be used'),
    "a term of what is no day": ("  title: country", "  title: country\n  term: [joined, visit]", '"joined" is not a day'),
    "when what is required": ("texts:\n", "when: {profile: population}\ntexts:\n", '"population" is not an optional fact'),
    "when no such section": ("texts:\n", "when: {profil: urban}\ntexts:\n", 'there is no section "profil" under texts; did you mean "profile"?'),
    "a section that is a text": ("profile: {numbers: A line of figures.}", "profile: A line.", '"profile" is not a section'),
    "a section with a special meaning": ("  profile: {", "  allow: {", '"allow" has a special meaning in a language file'),
    "a key in capitals": ("    population: {", "    Population: {", '"Population" is not in the right form'),
    "another version": ("version: 2", "version: 3", '"3" is not a possible value for "version"'),
    "a column of no kind": ("arrivals: {kind: number,", "arrivals: {", '"arrivals" has no kind'),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_each_mistake_is_named_at_its_line(case: str, tmp_path: Path) -> None:
    old, new, says = WRONG[case]
    with pytest.raises(Problems) as caught:
        declaring(tmp_path, (old, new))
    said = [problem for problem in caught.value.problems if says in f"{problem.what}; {problem.hint}"]
    assert said, caught.value
    added = max(0, new.count("\n") - old.count("\n"))
    assert all(abs(each.place.line - line(old.splitlines()[0])) <= added for each in said), said
    assert all(each.place.file == NAME and each.hint for each in said)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        declaring(tmp_path, ("kind: number, note: Its", "kind: numbr, note: Its"), ("names: income", "names: incomes"))
    assert len(caught.value.problems) == 2


def test_variants_that_are_a_word(tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir(parents=True)
    (tmp_path / NAME).write_text("version: 2\nvariants: chairs\ntexts: {document: {title: The title.}}\n")
    with pytest.raises(Problems, match=f'{NAME}:2:11: "variants" is not a map of keys; write "axis: ..."'):
        declared(Root(tmp_path))


def test_two_layouts_are_one_too_many(tmp_path: Path) -> None:
    declaring(tmp_path)
    (tmp_path / "layouts/other").mkdir()
    (tmp_path / "layouts/other/content.yaml").write_text(CONTENT)
    with pytest.raises(Problems, match="there are several layouts: layouts/other, layouts/profile; keep one of them"):
        declared(Root(tmp_path))


def test_what_has_not_changed_is_read_once(tmp_path: Path) -> None:
    one = declaring(tmp_path)
    assert declaring(tmp_path) is one
    assert declaring(tmp_path, ("The total.", "The sum.")) is not one


def test_editors_know_every_kind() -> None:
    shapes = schema()["$defs"]["facts"]["additionalProperties"]["oneOf"]
    assert {kind for shape in shapes for kind in shape["properties"]["kind"]["enum"]} == set(KINDS)


def test_the_guide_lists_every_kind() -> None:
    guide = (REPOSITORY / "docs/layouts.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"\n| `{kind}` |" not in guide] == []
