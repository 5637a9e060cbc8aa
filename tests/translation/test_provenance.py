"""A file that a translator sends back goes into the factsheet that it came from, and into no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag
from factsheet.core.project import Root
from factsheet.source import loader
from factsheet.theme import layout
from factsheet.translation import arrivals, bilingual, po, xliff
from factsheet.translation.export import outgoing
from factsheet.translation.units import Outgoing

from ..conftest import REPOSITORY, Copy, pipeline

FLYER = Root(REPOSITORY / "examples/programme-flyer")
OURS = "daraja-programme"


@pytest.fixture(scope="module")
def out() -> Outgoing:
    return outgoing(loader.load(FLYER), LanguageTag("sw"), everything=True)


def as_word(out: Outgoing) -> bytes:
    return bilingual.written(out, layout.load(FLYER), FLYER, datetime(2027, 3, 15))


FORMATS: dict[str, Callable[[Outgoing], bytes]] = {
    "docx": as_word,
    "xliff": xliff.written,
    "po": lambda out: po.written(out, date(2027, 3, 15), {}, {}),
}


def english(out: Outgoing) -> dict[str, str]:
    return {unit.id: unit.pair.english for unit in out.units}


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_another_factsheet_is_refused_by_name(format: str, out: Outgoing) -> None:
    sent, others = FORMATS[format](out), {key: f"Other: {text}" for key, text in english(out).items()}
    assert arrivals.read(sent, f"sw.{format}", english(out), OURS).factsheet == OURS
    with pytest.raises(Problems) as refused:
        arrivals.read(sent, f"sw.{format}", others, "youth-brief")
    (told,) = map(str, refused.value.problems)
    assert told == (
        f'sw.{format}: this file is from another factsheet, "daraja-programme"; this one is "youth-brief"; '
        "import it there, or ask for the right file"
    )


@pytest.mark.parametrize("format", FORMATS)
def test_a_factsheet_can_be_renamed_meanwhile(format: str, out: Outgoing) -> None:
    """Most of its English is what it was: some has been edited since."""
    now = english(out) | dict.fromkeys(list(english(out))[:15], "Edited since.")
    assert len(arrivals.read(FORMATS[format](out), f"sw.{format}", now, "renamed").rows) == len(out.units)


def test_what_a_tool_writes_in_place_of_the_name_is_no_name(out: Outgoing) -> None:
    others = {key: f"Other: {text}" for key, text in english(out).items()}
    for name in ("", "C:\\work\\sw.xliff", "PACKAGE VERSION"):
        sent = xliff.written(replace(out, name=name))
        assert arrivals.read(sent, "sw.xliff", others, "youth-brief").rows


def test_an_import_writes_nothing(copy: Copy, out: Outgoing, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("sent") / "sw.xliff"
    file.write_bytes(xliff.written(out))
    before = {path: path.read_bytes() for path in Path(copy.root / "sources").rglob("*.yaml")}
    result = pipeline("import", file, "--root", copy.root)
    assert result.status == 1
    assert 'another factsheet, "daraja-programme"; this one is "khartoum-process-factsheet"' in result.err
    assert {path: path.read_bytes() for path in before} == before
