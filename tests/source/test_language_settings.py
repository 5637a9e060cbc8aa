"""What a language changes of CLDR: patterns of dates, forms of names, digits; each mistake at its line."""

from __future__ import annotations

import pytest

from factsheet.core.diagnostics import Invalid
from factsheet.core.project import Root
from factsheet.edition.locales import Locale
from factsheet.kinds.dates import PartialDate
from factsheet.source import date_patterns, loader

from ..conftest import Copy

FR = "sources/text/fr.yaml"
WORDS = "put words in single quotes, as in d 'de' MMMM 'de' y"
PATTERNS = {
    "day": ("d. MMMM y", "d 'de' MMMM 'de' y", "EEEE, d MMMM y G", "dd/MM/yyyy", "d. MMMM y. 'm.'"),
    "month": ("LLLL y", "MMM yy"),
    "year": ("y", "y 'm.'", "y G"),
}
REFUSED = {
    ("day", "d de MMMM de y"): f'"e" is no part of the date in "d de MMMM de y"; {WORDS}',
    ("day", "dd mmmm yyyy"): '"mmmm" is no part of the date in "dd mmmm yyyy"; did you mean "MMMM"?',
    ("day", "DD.M.y"): '"DD" is no part of the date in "DD.M.y"; did you mean "dd"?',
    ("day", "d.M.y HH:mm"): f'"HH" is no part of the date in "d.M.y HH:mm"; {WORDS}',
    ("day", "d 'de MMMM y"): f'a single quote in "d \'de MMMM y" is not closed; {WORDS}',
    ("day", "MMMM y"): '"MMMM y" does not print the day; write it as in d. MMMM y',
    ("day", "d MMMMM y"): '"d MMMMM y" writes two dates alike; write it as in d. MMMM y',
    ("month", "d MMMM y"): '"d MMMM y" prints more of a date than is known; take that part out',
    ("month", "EEEE MMMM y"): f'"EEEE" is no part of the date in "EEEE MMMM y"; {WORDS}',
    ("year", "'in'"): "\"'in'\" does not print the year; write it as in y",
    ("year", "Y"): '"Y" is no part of the date in "Y"; did you mean "y"?',
}


@pytest.mark.parametrize("of", PATTERNS)
def test_a_pattern_that_icu_can_write_is_taken(of: str) -> None:
    for pattern in PATTERNS[of]:
        assert date_patterns.checked(of)(pattern) == pattern


@pytest.mark.parametrize(("of", "pattern"), REFUSED)
def test_a_pattern_that_writes_something_else_is_answered(of: str, pattern: str) -> None:
    with pytest.raises(Invalid) as caught:
        date_patterns.checked(of)(pattern)
    assert str(caught.value) == REFUSED[of, pattern]


CASES = {
    "a pattern": ("dates: {day: d. mmmm y}", '"mmmm" is no part of the date in "d. mmmm y"; did you mean "MMMM"?'),
    "a key of patterns": ("dates: {days: d. MMMM y}", 'unknown key "days"; did you mean "day"?'),
    "a body without its section": (
        "forms: {auc: {in: x}}",
        '"auc" is neither a country code nor the key of a text; write a code, such as FR, or',
    ),
    "a country with forms": ("forms: {UK: {in: x}}", '"UK" is not a country code; did you mean "GB"?'),
    "a form": ("forms: {CH: {In: x}}", '"In" is not in the right form'),
    "an empty form": ("forms: {CH: {in: }}", '"language.forms.CH.in" is empty'),
    "digits that are letters": ("digits: ethi", '"ethi" is not a set of digits'),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_found_at_its_line(case: str, project: Root, copy: Copy) -> None:
    line, said = CASES[case]
    copy.change(FR, "  status:", f"  {line}\n  status:")
    found = loader.read_all(Root(copy.root)).broken[FR]
    assert [problem.place.as_line() for problem in found] == [f"{FR}:{at(copy, line)}"]
    assert str(found[0]).partition(": ")[2].startswith(said)


def at(copy: Copy, line: str) -> int:
    lines = (copy.root / FR).read_text("utf-8").splitlines()
    return next(number for number, each in enumerate(lines, 1) if line in each)


def test_a_language_has_its_own_forms_and_patterns(copy: Copy) -> None:
    settings = "forms:\n    EG: {in: en Égypte}\n    bodies.auc: {in: à la Commission}\n  dates: {month: MMM y}"
    copy.change(FR, "  status:", f"  {settings}\n  status:")
    locale = Locale.of(loader.load(Root(copy.root)).languages["fr"].settings)
    assert locale.forms == {"EG": {"in": "en Égypte"}, "bodies.auc": {"in": "à la Commission"}}
    assert locale.date(PartialDate(2014, 11)) == "nov. 2014"
    assert locale.date(PartialDate(2014, 11, 9)) == "9 novembre 2014"
