"""The bill of materials says what a release was made with, in the terms of CycloneDX."""

from __future__ import annotations

import ctypes
import hashlib
import json
import platform
from datetime import date
from importlib.metadata import requires, version
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement

from factsheet.build.released import Release
from factsheet.check import bill, packages
from factsheet.core import fingerprint
from factsheet.core.project import Root
from factsheet.theme import fonts, layout

from ..conftest import REPOSITORY

ABOUT = {
    "variant": "2025-france",
    "heading": "France",
    "since": "2025-04-09",
    "day": "2026-11-25",
    "revised": {},
    "status": {},
    "pages": 2,
    "texts": {},
    "documents": [],
    "packed": "a.zip",
}


@pytest.fixture(scope="module")
def written() -> bytes:
    return of_day("2026-11-25")


def of_day(day: str, **more: str) -> bytes:
    root = Root(REPOSITORY)
    about = {**ABOUT, "day": day, "made_with": {**fingerprint.made_with(), **more}}
    return bill.of_release(root, Release.model_validate(about), layout.load(root))


@pytest.fixture
def read(written: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written)
    return found


def test_it_keeps_to_the_schema(written: bytes) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(written.decode()) is None
    few = json.loads(written) | {"components": [{"type": "book", "name": "x"}], "dependencies": []}
    assert validator.validate_str(json.dumps(few)) is not None


def test_another_program_reads_it(read: dict[str, Any]) -> None:
    bom = Bom.from_json(read)  # type: ignore[attr-defined]
    assert len(bom.components) == len(read["components"])
    assert bom.validate()  # every component that another one needs is there
    assert str(bom.serial_number) == read["serialNumber"].removeprefix("urn:uuid:")


def test_it_has_every_package_and_whatever_that_needs_as_installed(read: dict[str, Any]) -> None:
    listed = {each["name"]: each for each in read["components"] if each.get("purl", "").startswith("pkg:pypi/")}
    assert set(fingerprint.ENGINES) <= set(listed)
    assert {"pydantic-core", "markupsafe", "brotli", "cffi"} <= set(listed)  # which those need
    assert not {"uvicorn", "click", "pytest", "pyhanko"} & set(listed)
    pinned = (REPOSITORY / "requirements.lock").read_text("utf-8")
    for name, each in listed.items():
        assert each["version"] == version(name)
        assert PackageURL.from_string(each["purl"]) == PackageURL("pypi", None, name, version(name))
        (reference,) = each["externalReferences"]
        assert all(f"--hash=sha256:{of['content']}" in pinned for of in reference["hashes"])
        assert reference["hashes"]
    needs = {each["ref"]: each["dependsOn"] for each in read["dependencies"]}
    weasyprint = {Requirement(each).name.lower() for each in requires("weasyprint") or () if "extra ==" not in each}
    assert needs["library:weasyprint"] == sorted(f"library:{name}" for name in weasyprint)
    licences = {each["name"]: each["licenses"] for each in listed.values() if "licenses" in each}
    assert licences["pikepdf"] == [{"expression": "MPL-2.0"}]
    assert len(licences) > len(listed) - 3


def test_it_has_the_engines_of_the_system_and_the_fonts(read: dict[str, Any]) -> None:
    listed = {each["name"]: each for each in read["components"]}
    assert listed["python"]["version"] == platform.python_version()
    number = ctypes.CDLL("libfontconfig.so.1").FcGetVersion()
    assert listed["fontconfig"]["version"] == f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    assert {"pango", "harfbuzz", "zlib"} <= set(listed)
    root = Root(REPOSITORY)
    files = fonts.named(layout.load(root), root)
    for file in files:
        (digest,) = listed[file]["hashes"]
        assert digest["content"] == hashlib.sha256((root.fonts / file).read_bytes()).hexdigest()
    noto = listed["NotoSans-Bold.ttf"]
    assert (noto["version"], noto["description"], noto["licenses"][0]["license"]["id"]) == (
        "2.015",
        "Noto Sans Bold",
        "OFL-1.1",
    )


def test_the_same_release_has_the_same_bill(written: bytes, read: dict[str, Any]) -> None:
    assert of_day("2026-11-25") == written
    other = json.loads(of_day("2026-11-26"))
    assert other["serialNumber"] != read["serialNumber"]
    assert read["metadata"]["timestamp"] == f"{date(2026, 11, 25)}T00:00:00Z"
    sealed = json.loads(of_day("2026-11-25", pyhanko=version("pyhanko")))
    assert "library:aiohttp" in {each["bom-ref"] for each in sealed["components"]}  # which pyHanko needs


def test_without_a_lock_it_has_no_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LOCK", "none.lock")
    found = packages.needed(["babel"])
    assert found["babel"].hashes == ()
