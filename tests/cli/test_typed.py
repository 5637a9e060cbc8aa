"""Whatever is typed as a value gets one clear answer, which quotes it as it was typed."""

from __future__ import annotations

import re

import pytest

from factsheet.cli import building
from factsheet.core.project import Root

from ..conftest import pipeline

CLEAR = {
    "a home of nobody": (("import", "--", "~nobody.at.all/sw.docx"), "sw.docx: there is no such file"),
    "a home of nobody, for a PDF": (("preflight", "--", "~nobody.at.all/a.pdf"), "a.pdf: "),
    "a name too long for a file": (("language", "--", "x" * 5000), "there is no language with this code"),
    "a printer too long for a file": (("preflight", "--press", "x" * 5000, "--", "a.pdf"), "has no file layouts/press"),
    "a bar": (
        ("chair", "--", "country=K|E", "since=2026-04-09"),
        'country=K|E: "K|E" is not a country code; use a two',
    ),
    "digits of another script": (
        ("chair", "--", "country=KE", "since=\uff12\uff10\uff12\uff16-04-09"),
        '"\uff12\uff10\uff12\uff16-04-09" is not a date; write it',
    ),
    "a number too long for one": (("build", "--jobs", "9" * 5000), "is not a whole number from 1 to 999"),
    "a number with a sign": (("preview", "--port", "+8000"), '"+8000" is not a whole number'),
}


@pytest.mark.parametrize("name", CLEAR)
def test_what_is_typed_gets_a_clear_answer(project: Root, name: str) -> None:
    (command, *rest), answer = CLEAR[name]
    result = pipeline(command, "--root", project.folder, *rest)
    assert result.status in (1, 2)
    assert answer in result.err
    assert "Traceback" not in result.err


DEFAULTS = {
    "preview": ("--chair", "the current one"),
    "budget": ("--chair", "the first that is published"),
    "build": ("--format", "all of them"),
    "release": ("--without", "none"),
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_help_says_what_is_meant_without_an_option(name: str) -> None:
    option, default = DEFAULTS[name]
    result = pipeline(name, "--help")
    said = " ".join(re.sub("[^ -~]", " ", result.out.partition(option)[2]).partition("--")[0].split())
    assert f"[default: ({default})]" in said


def test_every_draft_is_named() -> None:
    said = "to see what keeps a draft from being final: make "
    assert building._about(["fr"], too_long=False) == f"{said}status lang=fr"
    assert building._about(["fr", "ar"], too_long=False) == f"{said}status lang=fr; make status lang=ar"
    assert building._about(["fr", "ar"], too_long=True) == f'{said}check lang="fr ar"'
