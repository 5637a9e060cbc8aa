"""A translation may print a value in another form than the English; every format brings it back as it went out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from factsheet.core.project import Root
from factsheet.source import loader, lock
from factsheet.theme import layout
from factsheet.translation import arrivals, bilingual, export, po, tmx, xliff
from factsheet.translation.units import Outgoing

from ..exchange import DAY, DOT

KEY = "badge.place"
# English and its translation: another form; a form for none, and none for a form; twice, within marks and a link.
PAIRS = [
    ("Held in {conference_country}", "Organisée {conference_country:in}"),
    ("In {chair:in} now", "Maintenant {chair}"),
    ("{chair}, {chair:in} and {chair}", "{chair:in}, {chair:in} et {chair:of}"),
    ("**{chair}**: see [{chair:in}](#website)", "**{chair:in}** : voir [{chair:of}](#website)"),
]


@pytest.fixture(scope="module")
def sent(project: Root) -> Callable[[str, str], Outgoing]:
    out = export.outgoing(loader.load(project), "fr", everything=True)
    (unit,) = (unit for unit in out.units if unit.id == KEY)

    def of(english: str, translation: str) -> Outgoing:
        source, target = replace(unit.pair.source, text=english), replace(unit.pair.target, text=translation)
        return replace(out, units=(replace(unit, pair=replace(unit.pair, source=source, target=target), terms=()),))

    return of


def written(out: Outgoing, format: str, project: Root) -> bytes:
    if format == "docx":
        return bilingual.written(out, layout.load(project), project, DAY, {KEY: DOT})
    return xliff.written(out) if format == "xliff" else written_as_po(out)


@pytest.mark.parametrize("format", ["docx", "xliff", "po"])
@pytest.mark.parametrize("pair", PAIRS)
def test_a_form_comes_back(
    format: str, pair: tuple[str, str], sent: Callable[[str, str], Outgoing], project: Root
) -> None:
    content = written(sent(*pair), format, project)
    (row,) = arrivals.read(content, f"fr.{format}", {KEY: pair[0]}, "khartoum-process-factsheet").rows
    assert not row.fault
    assert row.target == pair[1]
    if row.english:
        assert row.english == pair[0]


def test_another_form_is_typed_in_xliff_and_not_a_tag_that_the_english_lacks(
    sent: Callable[[str, str], Outgoing],
) -> None:
    content = xliff.written(sent(*PAIRS[0])).decode()
    assert 'equiv-text="{conference_country}"' in content
    assert ">Organisée {conference_country:in}</target>" in content


def test_a_platform_is_not_asked_to_keep_the_form(sent: Callable[[str, str], Outgoing]) -> None:
    assert b"python-brace-format" in written_as_po(sent("In {chair}", "En {chair}"))
    assert b"python-brace-format" not in written_as_po(sent(*PAIRS[1]))


def written_as_po(out: Outgoing) -> bytes:
    return po.written(out, DAY.date(), {}, {})


def test_a_memory_has_the_form(sent: Callable[[str, str], Outgoing]) -> None:
    out = sent(*PAIRS[1])
    pair = out.units[0].pair
    made = lock.Made(pair.english, lock.digest(pair.translation))
    confirmed = replace(out.units[0], pair=replace(pair, made=made))
    memory = tmx.written(replace(out, units=(confirmed,))).decode()
    assert re.findall(r"<ph [^>]*>([^<]*)</ph>", memory) == ["{chair:in}", "{chair}"]
