"""Whoever has a PDF is told who sealed it, when, and whether anything has changed since, whatever file it is."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from factsheet.seal import verdict, verifying
from factsheet.seal.loop import waited

from .. import seals
from ..conftest import Leaflet, pipeline


@pytest.fixture(scope="module")
def sealed(leaflet: Leaflet, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return seals.sealer(tmp_path_factory.mktemp("key")).sealed(leaflet.pdf.read_bytes(), "sealed.pdf")


def said(content: bytes, known: dict[str, str] | None = None) -> tuple[str, bool]:
    found = verdict.of(verifying.read(content, "x.pdf"), known or {})
    return "\n".join(found.lines), found.holds


def test_it_is_said_who_sealed_it_and_when_and_that_nothing_has_changed(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    result = pipeline("verify", path, "--root", tmp_path)
    assert (result.status, result.err) == (0, "")
    lines = dict(line.split(":", 1) for line in result.out.splitlines() if ":" in line)
    assert lines["Sealed by"].strip() == f"{seals.NAME} (Example Office, BE)"
    assert re.fullmatch(r" +20\d\d-\d\d-\d\d \d\d:\d\d UTC, by the clock of the computer that sealed it", lines["On"])
    assert lines["Changed"].strip() == "nothing"
    assert "compare its digest with one that they have published" in result.out
    assert result.out.endswith("\nNothing has changed since it was sealed.\n")


def test_a_certificate_of_a_release_here_is_known_and_another_is_not(sealed: bytes) -> None:
    (seal,) = verifying.read(sealed, "x.pdf")
    text, holds = said(sealed, {seal.certificate: "2026-11-25-2025-france"})
    assert holds
    assert "the release 2026-11-25-2025-france here was sealed with the same certificate" in text
    text, holds = said(sealed, {"0" * 64: "2026-11-25-2025-france"})
    assert not holds
    assert text.endswith("but it was not sealed by whoever sealed the releases here.")


def updated(content: bytes, folder: Path) -> bytes:
    """Return a PDF after another program has written words on a page, as an update that keeps all that was there."""
    path = folder / "updated.pdf"
    path.write_bytes(content)
    with pymupdf.open(path) as document:
        document[0].insert_text((100, 100), "Cancelled")
        document.saveIncr()
    assert path.read_bytes().startswith(content)
    return path.read_bytes()


def saved_again(content: bytes, **how: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


ADDED = "Changed:      something has been added to the file that the seal does not allow"


def test_whatever_was_done_to_it_is_said(sealed: bytes, tmp_path: Path) -> None:
    for changed in (sealed + b"\n", sealed + b"% a comment\n", updated(sealed, tmp_path)):
        text, holds = said(changed)
        assert (ADDED in text, holds) == (True, False)
        assert text.endswith("DO NOT RELY ON THIS FILE. It is not as it was sealed.")
    half = bytearray(sealed)
    half[len(sealed) // 3] ^= 1
    text, holds = said(bytes(half))
    assert ("Changed:      what was sealed has been changed" in text, holds) == (True, False)


OTHERS = {
    "never sealed": (lambda sealed, plain: plain, verdict.NEVER),
    "no PDF": (lambda sealed, plain: b"PK\x03\x04 a ZIP", "file.pdf: this is not a PDF; choose a PDF"),
    "empty": (lambda sealed, plain: b"", "file.pdf: this is not a PDF"),
    "cut short": (lambda sealed, plain: sealed[:-700], "this PDF is damaged, or somebody has changed it"),
    "saved by another program": (lambda sealed, plain: saved_again(sealed), ""),
    "locked": (
        lambda sealed, plain: saved_again(plain, encryption=pikepdf.Encryption(owner="a", user="b")),
        "this file is locked with a password",
    ),
    "no more than a head": (lambda sealed, plain: b"%PDF-1.7\n", "this PDF is damaged"),
    "changed": (lambda sealed, plain: sealed + b" ", "DO NOT RELY ON THIS FILE. It is not as it was sealed."),
}


@pytest.mark.parametrize("what", OTHERS)
def test_any_other_file_gets_an_answer_and_status_1(what: str, sealed: bytes, leaflet: Leaflet, tmp_path: Path) -> None:
    make, answer = OTHERS[what]
    path = tmp_path / "file.pdf"
    path.write_bytes(make(sealed, leaflet.pdf.read_bytes()))
    result = pipeline("verify", path, "--root", tmp_path)
    assert result.status == 1
    assert answer in result.out + result.err
    assert "Traceback" not in result.err


def signed(content: bytes, key: bytes, field: str) -> bytes:
    """Return a PDF as somebody else signs it, with pyHanko: to approve it, with everything allowed that can be."""
    signer = signers.SimpleSigner.load_pkcs12_data(key, (), seals.SECRET.encode())
    writer = IncrementalPdfFileWriter(BytesIO(content))
    signing = signers.async_sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer)
    made: BytesIO = waited(signing)
    return made.getvalue()


def test_what_somebody_else_has_sealed_is_told_as_well(leaflet: Leaflet) -> None:
    key = seals.p256()
    other = seals.packed(key, seals.certificate(key, name="A\x1b[31mnother\nOffice", signing=None))
    once = signed(leaflet.pdf.read_bytes(), other, "Approval")
    text, holds = said(once)
    assert holds
    assert "nother" in text
    twice, both = said(signed(once, seals.usual(), "Second"))
    assert both
    assert "Added since:  another seal, or words in the fields of a form, which the seal allows" in twice
    assert f"Sealed by:    {seals.NAME}" in twice
    assert twice.endswith("Nothing has changed since it was sealed, except for what the seal allows.")


def test_a_name_cannot_command_the_terminal(leaflet: Leaflet, tmp_path: Path) -> None:
    key = seals.p256()
    evil = seals.packed(key, seals.certificate(key, name="A\x1b[31m\nChanged:      nothing", signing=None))
    path = tmp_path / "file.pdf"
    path.write_bytes(signed(leaflet.pdf.read_bytes(), evil, "Approval"))
    result = pipeline("verify", path, "--root", tmp_path)
    assert "Sealed by:    A[U+001B][31m Changed:      nothing (Example Office, BE)\n" in result.out


def test_a_certificate_that_had_expired_does_not_hold(leaflet: Leaflet) -> None:
    key = seals.p256()
    old = seals.packed(key, seals.certificate(key, begins=-9, ends=-2))
    text, holds = said(signed(leaflet.pdf.read_bytes(), old, "Approval"))
    assert not holds
    assert "Changed:      its certificate was not valid on the day when it was sealed" in text
