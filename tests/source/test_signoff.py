"""Who has translated and reviewed is recorded with a role and a date, and a name only if somebody gives one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from factsheet.cli.spoken import as_typed
from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag
from factsheet.core.project import Root
from factsheet.source import loader, lock

from ..conftest import Copy, Result, pipeline
from ..exchange import X, changed_xliff, sent, translated, unit_of
from ..translation.importing import EN, FR, LEGEND, LOCK, NEW, bring_in, changes, source

STATUS = "  status: unofficial\n"
SIGNED = """  signed:  # as agreed in March
    - {role: translator, name: Aïcha Zahra, date: 2025-03-31}  # by contract
    - role: reviewer
      date: 2025-04-01

"""


def run(copy: Copy, *arguments: str) -> Result:
    return pipeline(*arguments, "--root", copy.root)


def confirm(copy: Copy, *arguments: str) -> Result:
    return run(copy, "confirm", "fr", *arguments)


def entry(copy: Copy, key: str) -> lock.Made:
    return lock.load(Root(copy.root), LanguageTag("fr"))[key]


def signed(copy: Copy, key: str = "members.legend") -> list[str]:
    return [f"{each.who} {each.date}" for each in entry(copy, key).signed]


# In a language file


def test_a_language_file_says_who_translated_and_reviewed_it(copy: Copy) -> None:
    copy.change(FR, STATUS, STATUS + SIGNED)
    found = loader.load(Root(copy.root)).languages[LanguageTag("fr")].settings.signed
    assert [(each.role, each.name, each.date.isoformat()) for each in found] == [
        ("translator", "Aïcha Zahra", "2025-03-31"),
        ("reviewer", "", "2025-04-01"),
    ]


WRONG = {
    "- {role: Zahra, name: Zahra, date: 2026-11-20}": (14, "this is not a role; write translator or reviewer"),
    "- {role: reviewer, name: Zahra, date: 2026-02-30}": (
        43,
        "this is not a date; there is no such day in the calendar",
    ),
    "- {role: reviewer, name: Zahra, date: Zahra}": (43, "this is not a date; write it as 2026-11-29"),
    "- {role: reviewer, date: 2026\N{EN DASH}11\N{EN DASH}20}": (
        30,
        "this is not a date; type it with hyphens: 2026-11-20",
    ),
    "- {name: Zahra, date: 2026-11-20}": (7, 'a sign-off has no "role"; write it as {role: reviewer'),
    "- {role: reviewer, name: Zahra}": (7, 'a sign-off has no "date"; write it as {role: reviewer'),
    "- {role: reviewer, nam: Zahra, date: 2026-11-20}": (24, "a sign-off has no such key; write it as {role"),
    "- Zahra": (7, "this is not a sign-off; write each on a line of its own: - {role: reviewer"),
    f"- {{role: reviewer, name: {'Zahra' * 21}, date: 2026-11-20}}": (
        30,
        "this name is too long; use up to 100 letters",
    ),
}


def test_what_is_no_sign_off_is_told_at_its_place_and_without_the_name(copy: Copy) -> None:
    lines = "".join(f"    {line}\n" for line in WRONG)
    copy.change(FR, STATUS, f"{STATUS}  signed:\n{lines}")
    (problems,) = loader.read_all(Root(copy.root)).broken.values()
    assert len(problems) == len(WRONG)
    for problem, (at, (column, says)) in zip(sorted(problems), enumerate(WRONG.values()), strict=True):
        assert (problem.place.line, problem.place.column) == (8 + at, column), problem
        assert says in str(problem), problem
    assert not any("Zahra" in str(problem) for problem in problems)
    result = run(copy, "status")
    assert result.status == 1
    assert "Zahra" not in result.out + result.err


@pytest.mark.parametrize("line", ["{role: reviewer, name: Zah: ra: Zahra}", "{role: x, name: Zahra", "\\tZahra"])
def test_a_file_that_cannot_be_read_is_reported_without_the_name(line: str, copy: Copy) -> None:
    copy.change(FR, STATUS, f"{STATUS}  signed:\n    - {line}\n")
    (problems,) = loader.read_all(Root(copy.root)).broken.values()
    assert not any("Zahra" in str(problem) for problem in problems)
    assert all(problem.place.line for problem in problems)


def test_names_may_have_any_quotes_and_the_list_may_be_empty(copy: Copy) -> None:
    copy.change(FR, STATUS, f"{STATUS}  signed:\n    - {{role: reviewer, name: “Zahra, date: 2025-04-09}}\n")
    assert loader.load(Root(copy.root)).languages[LanguageTag("fr")].settings.signed[0].name == "“Zahra"
    copy.change(FR, "    - {role: reviewer, name: “Zahra, date: 2025-04-09}\n", "")
    assert loader.load(Root(copy.root)).languages[LanguageTag("fr")].settings.signed == []


def test_editors_know_what_a_sign_off_is(project: Root) -> None:
    shapes = json.loads((Path(project.sources) / "schema/text.json").read_text("utf-8"))["$defs"]
    assert shapes["SignOff"]["properties"]["role"]["enum"] == ["translator", "reviewer"]
    assert shapes["SignOff"]["required"] == ["role", "date"]
    assert shapes["LanguageSettings"]["properties"]["signed"]["items"] == {"$ref": "#/$defs/SignOff"}


# Text by text


def test_whoever_confirms_a_text_is_recorded_with_the_day(copy: Copy) -> None:
    before = source(copy)
    result = confirm(copy, "members.legend", "--by", "reviewer: Aïcha Zahra", "--date", "2025-04-09")
    assert result.out == f"{LOCK}: confirmed members.legend, signed off by a reviewer on 2025-04-09\n"
    assert changes(before, copy) == {
        LOCK: ["+  signed:", "+  - role: reviewer", "+    name: Aïcha Zahra", "+    date: '2025-04-09'"]
    }
    after = source(copy)
    assert confirm(copy, "--all").status == 0
    assert source(copy) == after  # nobody is forgotten
    assert confirm(copy, "members.legend", "--by", "translator", "--date", "2025-04-10").status == 0
    assert confirm(copy, "members.legend", "--by", "REVIEWER:  Aïcha  Zahra", "--date", "2025-04-11").status == 0
    assert signed(copy) == ["translator 2025-04-10", "reviewer (Aïcha Zahra) 2025-04-11"]
    copy.change(EN, *LEGEND)
    assert confirm(copy, "members.legend").status == 0
    assert signed(copy) == []  # they signed another English


def test_the_day_is_today_unless_somebody_says_otherwise(copy: Copy) -> None:
    assert confirm(copy, "members.legend", "--by", "reviewer").status == 0
    assert re.fullmatch(r"reviewer 20\d\d-\d\d-\d\d", signed(copy)[0])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ["--by", "A. Name"],
            "by=A. Name: this does not begin with a role; the roles are translator and reviewer: by=",
        ),
        (["--by", "reviewer: " + "x" * 101], "this is not a name; use up to 100 letters"),
        (["--by", "reviewer: a\u202eb"], "this is not a name; use up to 100 letters"),
        (
            ["--by", "reviewer", "--date", "9 April"],
            'date=9 April: "9 April" is not a date; write it as year-month-day',
        ),
        (["--date", "2025-04-09"], "a date was given, but not who is signing off; add by=reviewer"),
    ],
)
def test_what_is_typed_wrong_writes_nothing(options: list[str], says: str, copy: Copy) -> None:
    before = source(copy)
    result = confirm(copy, "members.legend", *options)
    assert result.status == 1
    assert says in result.err
    assert source(copy) == before


def test_the_command_with_a_name_is_typed_in_one_word_without_make() -> None:
    typed = 'make confirm lang=fr all=yes by="reviewer: A. Name"'
    assert as_typed(typed) == 'factsheet confirm --all --by="reviewer: A. Name" fr'


LOCKS = {
    "a role that is none": "  signed:\n  - {role: Zahra, date: 2025-04-09}\n",
    "a day that is none": "  signed:\n  - {role: reviewer, name: Zahra, date: 2025-02-30}\n",
    "no list": "  signed: Zahra\n",
    "no list of reasons": "  unconfirmed: Zahra\n",
    "an empty reason": "  unconfirmed: ['']\n",
    "something else": "  by: Zahra\n",
}


@pytest.mark.parametrize("case", LOCKS)
def test_a_lock_that_somebody_edited(case: str, copy: Copy) -> None:
    copy.change(LOCK, "activities.title:\n", f"activities.title:\n{LOCKS[case]}")
    with pytest.raises(Problems, match=f'{LOCK}:.*the entry "activities.title" is not valid in a lock') as found:
        lock.load(Root(copy.root), LanguageTag("fr"))
    assert "Zahra" not in str(found.value)


# With an import


def test_an_import_records_who_translated_and_keeps_what_the_file_says(copy: Copy) -> None:
    copy.change(FR, STATUS, STATUS + SIGNED)
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", NEW)
    translated(path, "activities.title", "Travaux")
    raw = {"state": "needs-review-translation", "state-qualifier": "leveraged-mt"}
    changed_xliff(path, lambda tree: unit_of(tree, "activities.title").find(f"{X}target").attrib.update(raw))
    before = source(copy)
    assert bring_in(copy, path, "--by", "translator: Aïcha Zahra", "--date", "2025-04-09").status == 0
    assert signed(copy) == ["translator (Aïcha Zahra) 2025-04-09"]
    assert signed(copy, "activities.title") == []  # a machine's
    assert changes(before, copy)[FR] == [
        "-  legend: Membres du Comité directeur en vert",
        f"+  legend: {NEW}",
        "-  title: Activités",
        "+  title: Travaux",
    ]
    assert SIGNED in (copy.root / FR).read_text("utf-8")  # comments and all
