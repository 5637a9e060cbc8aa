"""A key that cannot be used is refused at once, in plain words, and its passphrase is shown nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from factsheet.core.diagnostics import Problems
from factsheet.seal import settings
from factsheet.seal.sealer import configured
from factsheet.seal.settings import DESCRIPTOR, KEY, PASSPHRASE, TIMESTAMP

from .. import seals

WEAK = 1024


def of(key: seals.PrivateKey, **certified: object) -> bytes:
    return seals.packed(key, seals.certificate(key, **certified))  # type: ignore[arg-type]


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no PKCS#12": (lambda: b"%PDF-1.7\n", "seal.p12: this is not a PKCS#12 file; make it anew: openssl pkcs12"),
    "PEM": (lambda: b"-----BEGIN PRIVATE KEY-----\n", "this is not a PKCS#12 file"),
    "cut short": (lambda: seals.usual()[:-20], "this is not a PKCS#12 file"),
    "another passphrase": (
        lambda: seals.packed(key := seals.p256(), seals.certificate(key), "other"),
        "the passphrase does not open this file, or it is damaged; check FACTSHEET_SEAL_PASSPHRASE",
    ),
    "no certificate": (lambda: seals.packed(seals.p256(), None), "has a key, but not the certificate that belongs"),
    "no key": (lambda: seals.packed(None, seals.certificate(seals.p256())), "this file has no private key"),
    "expired": (lambda: of(seals.p256(), begins=-9, ends=-2), "its certificate expired on 2"),
    "not valid yet": (lambda: of(seals.p256(), begins=2), "its certificate is not valid before 2"),
    "not for signing": (lambda: of(seals.p256(), signing=False), "its certificate is not for signing"),
    "too short": (lambda: of(rsa.generate_private_key(65537, WEAK)), "this key has 1,024 bits, which is too few"),
    "hardly known": (lambda: of(ed25519.Ed25519PrivateKey.generate()), "a kind of key that many PDF readers do not"),
    "an odd curve": (lambda: of(ec.generate_private_key(ec.SECP256K1())), "a kind of key that many PDF readers do not"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_key_that_cannot_be_used_is_refused(what: str, tmp_path: Path) -> None:
    make, says = BAD[what]
    assert says in refused(seals.put(tmp_path, make()))


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(Problems) as found:
        configured(environment)
    assert seals.SECRET not in str(found.value)
    return str(found.value)


def test_so_is_what_the_environment_says_wrongly(tmp_path: Path) -> None:
    good = seals.put(tmp_path)
    assert "nowhere.p12: there is no such file; set FACTSHEET_SEAL_KEY to" in refused({KEY: "nowhere.p12"})
    assert "this is a folder, not a file" in refused({KEY: str(tmp_path)})
    assert "this file needs its passphrase; set FACTSHEET_SEAL_PASSPHRASE" in refused({KEY: good[KEY]})
    several = refused(good | {DESCRIPTOR: "three", TIMESTAMP: "ftp://example.org"})
    assert '"three" is not the number of an open file' in several
    assert "FACTSHEET_SEAL_PASSPHRASE is set as well; set only one of the two" in several
    assert '"ftp://example.org" is not the address of a timestamp service' in several
    assert "file 999 cannot be read (Bad file descriptor)" in refused({KEY: good[KEY], DESCRIPTOR: "999"})


def test_without_a_key_nothing_is_sealed() -> None:
    assert configured({}) is None
    assert configured({PASSPHRASE: "x", TIMESTAMP: "nonsense", KEY: ""}) is None


def test_the_passphrase_can_come_through_a_file_that_is_open(tmp_path: Path) -> None:
    good = seals.put(tmp_path)
    for written in (seals.SECRET, f"{seals.SECRET}\n"):
        reading, writing = os.pipe()
        with os.fdopen(writing, "w", encoding="utf-8") as file:
            file.write(written)
        assert configured({KEY: good[KEY], DESCRIPTOR: str(reading)})
    (tmp_path / "two lines").write_text("a\nb\n", "utf-8")
    handle = os.open(tmp_path / "two lines", os.O_RDONLY)
    assert "has more than one line" in refused({KEY: good[KEY], DESCRIPTOR: str(handle)})


def test_a_key_without_a_passphrase_needs_none(tmp_path: Path) -> None:
    key = seals.p256()
    environment = seals.put(tmp_path, seals.packed(key, seals.certificate(key), ""))
    assert configured({KEY: environment[KEY]})


def test_no_program_that_is_started_later_finds_the_passphrase(tmp_path: Path) -> None:
    environment = seals.put(tmp_path)
    asked = settings.taken(environment)
    assert asked
    assert asked.passphrase == seals.SECRET
    assert PASSPHRASE not in environment
    assert seals.SECRET not in repr(asked)


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: None)
    said = refused(seals.put(tmp_path))
    assert said.startswith("FACTSHEET_SEAL_KEY: this needs the package pyHanko, which is not installed; in a checkout")
