"""Printers: each has its own profile under its own name, and serves a variant, a language or the whole leaflet."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from factsheet.core.diagnostics import Place, Problems
from factsheet.core.project import Root
from factsheet.preflight.runner import preflight
from factsheet.theme import printer, profile
from factsheet.theme.measures import MM

from ..conftest import Copy, copy_project, pipeline
from ..validators import pdf_damage

# Of Ghostscript, which the tests use in any case: a press of four inks that is in no registry.
FOREIGN = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
OWN = """\
standard: PDF/X-4
profile: {profile}
condition: {condition}
{registry}bleed: {bleed}
marks: crop
ink_limit: 300
resolution: 225
"""
REGISTRY = "registry: http://www.color.org\n"
STEM = "khartoum-process-factsheet-2025-france"
needs_profile = pytest.mark.skipif(not FOREIGN.exists(), reason="Ghostscript's profiles are not installed")


def house(folder: Path, condition: str, registry: str = "", bleed: str = "5mm", content: bytes | None = None) -> None:
    """Write the settings of a printer with a profile of its own."""
    (folder / "layouts/press/house.icc").write_bytes(FOREIGN.read_bytes() if content is None else content)
    text = OWN.format(profile="house.icc", condition=condition, registry=registry, bleed=bleed)
    (folder / "layouts/press/house.yaml").write_text(text, "utf-8")


def told(folder: Path) -> str:
    try:
        printer.load(Root(folder), "house", Place("x"))
    except Problems as found:
        return "\n".join(map(str, found.problems))
    return ""


@needs_profile
def test_a_foreign_profile_does_not_get_a_name_of_the_registry(copy: Copy) -> None:
    for condition, registry in (("FOGRA39", REGISTRY), ("FOGRA39", ""), ("Offset at home", REGISTRY)):
        house(copy.root, condition, registry)
        said = told(copy.root)
        assert said.startswith("layouts/press/house.yaml:3:12: ")
        assert f'house.icc is named "Artifex CMYK SWOP Profile", which does not mention {condition}' in said
        assert "if it is not in the registry, write its name and leave out registry" in said
    house(copy.root, "Offset at home")
    assert told(copy.root) == ""


def renamed(project: Root, name: str) -> bytes:
    """Return the leaflet's own profile under a different name."""
    content, old = (project.press / "FOGRA39L_coated.icc").read_bytes(), "FOGRA39L Coated"
    for encoding in ("ascii", "utf-16-be"):
        content = content.replace(old.encode(encoding), name.ljust(len(old)).encode(encoding))
    return content


@pytest.mark.parametrize(
    ("called", "condition", "right"),
    [
        ("FOGRA39L Coated", "FOGRA39", True),
        ("FOGRA39L Coated", "FOGRA39L", True),
        ("FOGRA39L Coated", "FOGRA3", False),
        ("ISO Coated v2", "FOGRA39", True),
        ("ISO Coated v2", "FOGRA51", False),
        ("PSO Coated v3", "FOGRA51", True),
        ("CGATS TR 006", "CGATS TR 006", True),
        ("CGATS TR 006", "CGATS TR 00", False),
    ],
)
def test_a_profile_says_of_which_condition_it_is(called: str, condition: str, right: bool, project: Root) -> None:
    content = renamed(project, called)
    assert profile.description(content) == called
    assert profile.is_of(content, condition) is right


def test_a_damaged_profile_says_nothing(copy: Copy, project: Root) -> None:
    house(copy.root, "FOGRA39", REGISTRY, content=renamed(project, "x")[:200])
    assert "house.icc has no name, so it does not mention FOGRA39" in told(copy.root)


# The whole way


@needs_profile
def test_a_printer_with_five_millimetres_and_its_own_profile(copy: Copy) -> None:
    house(copy.root, "Offset at home")
    copy.change("sources/factsheet.yaml", "press: coated", "press: house")
    result = copy.build("", "--format", "press")
    assert result.status == 0, result.err
    pdf = copy.only("-press.pdf")
    result = pipeline("preflight", pdf, "--root", copy.root)
    assert result.status == 0, result.out
    assert "Compared with layouts/press/house.yaml, and the links of" in result.out
    with pikepdf.open(pdf) as opened:
        (intent,) = opened.Root.OutputIntents
        assert intent.OutputConditionIdentifier == "Offset at home"
        assert intent.Info == "Artifex CMYK SWOP Profile"
        assert "/RegistryName" not in intent
        assert intent.DestOutputProfile.read_bytes() == FOREIGN.read_bytes()
        outer, inner = opened.pages[0].obj.BleedBox, opened.pages[0].obj.TrimBox
        assert float(inner[0] - outer[0]) / MM == pytest.approx(5, abs=0.01)
    assert pdf_damage(pdf) == []
    result = pipeline("preflight", pdf, "--root", copy.root, "--press", "coated")
    assert result.status == 1
    assert 'its OutputConditionIdentifier is "Offset at home", but the printer wants "FOGRA39"' in result.out
    assert "the bleed at the left is 5.00 mm instead of 3.00 mm" in result.out


@needs_profile
def test_what_names_a_printing_house_must_say_which(copy: Copy) -> None:
    house(copy.root, "Offset at home")
    copy.change("sources/factsheet.yaml", "press: coated", "press: house")
    assert copy.build("", "--format", "press").status == 0
    wanted = printer.load(Root(copy.root), "house", Place("x"))
    bad = copy.root / "bad.pdf"
    for key, value, says in (
        ("/Info", None, "not in any registry, so it must be described in words (Info)"),
        (
            "/RegistryName",
            "http://www.color.org",
            "the printer wants none, because the condition is not in any registry",
        ),
        ("/OutputConditionIdentifier", "FOGRA39", 'is "FOGRA39", but the printer wants "Offset at home"'),
    ):
        with pikepdf.open(copy.only("-press.pdf")) as opened:
            (intent,) = opened.Root.OutputIntents
            if value is None:
                del intent[key]
            else:
                intent[key] = value
            opened.save(bad)
        found = preflight(bad.read_bytes(), "bad.pdf", wanted, (595.276, 841.89))
        faults = {verdict.check: [str(fault) for fault in verdict.faults] for verdict in found if verdict.faults}
        assert list(faults) == ["output intent"]
        assert any(says in fault for fault in faults["output intent"]), faults


# Several


@pytest.mark.campaign
@needs_profile
def test_the_most_specific_printer_wins(tmp_path: Path) -> None:
    copy = Copy(copy_project(tmp_path, "en, fr"))
    house(copy.root, "Offset at home", bleed="4mm")
    coated = copy.root / "layouts/press/coated.yaml"
    (copy.root / "layouts/press/third.yaml").write_text(
        coated.read_text("utf-8").replace("bleed: 3mm ", "bleed: 2mm "), "utf-8"
    )

    def bleeds() -> dict[str, int]:
        result = copy.build("", "--format", "press")
        assert result.status == 0, result.err
        found = {}
        for path in copy.made:
            with pikepdf.open(path) as opened:
                outer, inner = opened.pages[0].obj.BleedBox, opened.pages[0].obj.TrimBox
                found[path.name] = round(float(inner[0] - outer[0]) / MM)
            if path.name == french:  # the one whose printer changes, from the language's to the variant's
                assert pipeline("preflight", path, "--root", copy.root).status == 0
        return found

    english, french = f"{STEM}-en-press.pdf", f"{STEM}-fr-press.pdf"
    copy.change("sources/text/fr.yaml", "  locale: fr", "  locale: fr\n  press: house")
    assert bleeds() == {english: 3, french: 4}
    copy.change("sources/chairs/2025-france.yaml", "country: FR", "country: FR\npress: third")
    assert bleeds() == {english: 2, french: 2}


def test_an_unknown_printer_is_named_where_it_is_asked_for(tmp_path: Path) -> None:
    copy = Copy(copy_project(tmp_path, "en, fr"))
    copy.change("sources/text/fr.yaml", "  locale: fr", "  locale: fr\n  press: huose")
    result = copy.build("", "--format", "press")
    assert result.status == 1
    assert '"huose" has no file layouts/press/huose.yaml' in result.err
    assert "sources/text/fr.yaml:" in result.err
    assert [path.name for path in copy.made] == [f"{STEM}-en-press.pdf"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  width: 210mm", "  width: 10mm", "10 mm is not allowed here; write a length from 20mm to 1189mm"),
        ("    width: 41mm ", "    width: 500mm ", "500 mm is not allowed here; write"),
    ],
)
def test_lengths_are_told_in_millimetres(old: str, new: str, says: str, copy: Copy) -> None:
    copy.change("layouts/leaflet/theme.yaml", old, new)
    assert says in copy.build().err
