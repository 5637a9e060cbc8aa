"""A name of one kind in the place of another does not pass the type checker."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..conftest import REPOSITORY, slow

PLANTED = {
    "nothing": ({}, []),
    "chair and language swapped, and a string of any kind": (
        {
            "Digests(root, published.languages[0],": "Digests(root, published.digest,",
            "sources.of(variant, language)": "sources.of(language, variant)",
        },
        [
            'incompatible type "str"; expected "LanguageTag"',
            'incompatible type "LanguageTag"; expected "VariantId"',
            'incompatible type "VariantId"; expected "LanguageTag"',
        ],
    ),
}


@pytest.mark.parametrize("what", [slow("nothing"), *[what for what in PLANTED if what != "nothing"]])
def test_names_that_are_mixed_up_are_found(what: str, tmp_path: Path) -> None:
    """In a copy of the package, since it is the signatures there that must tell them apart."""
    changes, expected = PLANTED[what]
    ignored = shutil.ignore_patterns("__pycache__")
    module = (
        Path(shutil.copytree(REPOSITORY / "factsheet", tmp_path / "factsheet", ignore=ignored)) / "build/freshness.py"
    )
    whole = module.read_text("utf-8")
    for right, wrong in changes.items():
        assert right in whole
        whole = whole.replace(right, wrong)
    module.write_text(whole, "utf-8")
    # In a process of its own: it raises the recursion limit, at which templates that call themselves are stopped.
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}/cache", str(module)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [line for line in ran.stdout.splitlines() if ": error: " in line]
    assert (len(errors), ran.stderr) == (len(expected), ""), ran.stdout
    assert all(words in line for words, line in zip(expected, errors, strict=True)), ran.stdout
