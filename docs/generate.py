"""Write the parts of the documentation that follow from the code: python -m docs.generate.

Each is between two comments, `<!-- generated: NAME -->` and `<!-- end -->`. The tables of keys come from the JSON
Schemas of the sources, the diagram from the imports between the packages of factsheet/.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from factsheet.core.project import Root
from factsheet.page.blocks import BLOCKS
from factsheet.source.declaration import Declaration
from factsheet.source.declaring import declared

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- generated: (.+?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
THEME, PRESS = "layouts/leaflet/theme.schema.json", "layouts/press/press.schema.json"
WORDS = "layouts/site/words.schema.json"
TEXT, CHAIR = "sources/schema/text.json", "sources/schema/chair.json"
GLOSSARY = "sources/schema/glossary.json"
# The tables, by name: a schema, and the shape in it; "" is the file as a whole.
TABLES = {
    "theme": (THEME, ""),
    **{f"theme {shape}": (THEME, shape) for shape in ("Colour", "Roles", "Typeface", "PageSize", "Sheet", "Style")},
    **{f"theme {shape}": (THEME, shape) for shape in ("Rule", "Row", "Columns", "Panel", "Picture", "Fit", "CodeSize")},
    **{f"theme {shape}": (THEME, shape) for shape in ("DataTable", "TablePart", "Line", "Photo", "Chart")},
    **{f"theme {shape}": (THEME, shape) for shape in ("DotMap", "Dots", "Route", "Sign")},
    "press": (PRESS, ""),
    "words": (WORDS, ""),
    "words TermWords": (WORDS, "TermWords"),
    "words StatementWords": (WORDS, "StatementWords"),
    "factsheet": ("sources/schema/factsheet.json", ""),
    "language settings": (TEXT, "LanguageSettings"),
    "spaces": (TEXT, "Spaces"),
    "sign-offs": (TEXT, "SignOff"),
    "country names": (TEXT, "CountryName"),
    "date patterns": (TEXT, "DatePatterns"),
    "chair": (CHAIR, ""),
    "conference": (CHAIR, "Conference"),
    "glossary term": (GLOSSARY, "Term"),
}
# Shapes that are not called in prose what they are called in the code.
CALLED = {"SignOff": "sign-off", "Sign": "marker", "TermWords": "words", "StatementWords": "words"}
# What a pattern in a schema means, by how it ends.
PATTERNS = {
    "(pt|mm)$": "length",
    r"\d{4}-\d\d-\d\d$": "day",
    r"\d{4}(-\d\d(-\d\d)?)?$": "date",
    r"\d{4}(-\d\d(-\d\d)?)?)?$": "date or range of dates",
    "[A-Z]{2}$": "country code",
    ".(ttf|otf)$": "font file",
    "[0-9a-f]{6}$": 'colour, such as `"#123f63"`',
}
MM = 72 / 25.4  # pt


def pages(root: Path) -> dict[Path, str]:
    """Return every page of the documentation as it should be."""
    return {path: generated(path.read_text("utf-8"), root) for path in sorted((root / "docs").rglob("*.md"))}


def generated(page: str, root: Path) -> str:
    """Return a page with its generated parts as they should be."""
    return PART.sub(lambda found: found[1] + (_part(found[2], root) or found[3]) + found[4], page)


def _part(name: str, root: Path) -> str:
    if name == "imports":
        return diagram(arrows(root / "factsheet"))
    if name == "blocks":
        return blocks()
    if name == "placeholders":
        return placeholders(declared(Root(root)))
    file, shape = TABLES[name]
    return table(json.loads((root / file).read_text("utf-8")), shape)


def placeholders(declaration: Declaration) -> str:
    """Return a table of what the texts of the leaflet can print, besides what is in maps."""
    rows = ["| placeholder | stands for |", "| --- | --- |"]
    rows += [f"| `{{{name}}}` | {each.fact.note} |" for name, each in declaration.placeholders.items()]
    return "\n".join([*rows, "| `{revised}` | Date of the texts. |", ""])


def blocks() -> str:
    """Return a table of what may be on a page, and what each of these is in every format."""
    rows = ["| on the page | what it is | PDF | Word | web | print | from right to left |", "| --- " * 7 + "|"]
    rows += [
        f"| `{each.written}` | {each.what} | {each.pdf} | {each.word} | {each.web} | {each.press} | {each.rtl} |"
        for each in BLOCKS
    ]
    return "\n".join([*rows, ""])


# Tables of keys


def table(schema: Mapping[str, Any], shape: str) -> str:
    """Return a table of the keys of a shape in a JSON Schema: key, value, meaning."""
    of = schema["$defs"][shape] if shape else schema
    rows = ["| key | value | meaning |", "| --- | --- | --- |"]
    for key, value in of["properties"].items():
        needed = " **(required)**" if key in of.get("required", ()) else _default(value)
        rows.append(f"| `{key}` | {kind(value)} | {value.get('description', '')}{needed} |")
    return "\n".join(rows) + "\n"


def _default(value: Mapping[str, Any]) -> str:
    default = value.get("default")
    if default in (None, "", [], {}, False):  # 0 too
        return ""
    return f" Default: {round(default / MM, 2):g}mm." if kind(value) == "length" else f" Default: {default}."


def kind(value: Mapping[str, Any]) -> str:
    """Return in a few words what may stand for a value."""
    value = next((each for each in value.get("anyOf", ()) if each.get("type") != "null"), value)
    pattern = str(value.get("pattern", ""))
    if "$ref" in value:
        return _shape(value["$ref"])
    if "enum" in value or "const" in value:
        return " or ".join(f"`{each}`" for each in value.get("enum", [value.get("const")]))
    if value["type"] == "array":
        return f"list of {_several(kind(value['items']))}"
    if value["type"] == "object":
        inside = [value.get("additionalProperties"), *value.get("patternProperties", {}).values()]
        return f"map of {_several(kind(next(filter(None, inside))))}"
    special = next((words for end, words in PATTERNS.items() if pattern.endswith(end)), "")
    return special or {"boolean": "`true` or `false`", "number": "number", "integer": "whole number"}.get(
        value["type"], "text"
    )


def _shape(reference: str) -> str:
    """Return the name of a shape as words: "#/$defs/PageSize" is "page size"."""
    name = reference.rpartition("/")[2]
    return CALLED.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _several(words: str) -> str:
    return words if words.endswith("s") else f"{words[:-1]}ies" if words.endswith("ry") else f"{words}s"


# The diagram of imports


def arrows(program: Path) -> dict[str, set[str]]:
    """Return which packages each package of a program imports; a package is a folder of modules."""
    packages = sorted(path.parent.name for path in program.glob("*/__init__.py"))
    found: dict[str, set[str]] = {package: set() for package in packages}
    for package in packages:
        for path in (program / package).rglob("*.py"):
            inside = (program.name, *path.relative_to(program).parts[:-1])
            imported = {name.split(".")[1] for name in imports(path, inside) if name.startswith(f"{program.name}.")}
            found[package] |= (imported & set(packages)) - {package}
    return found


def imports(path: Path, package: tuple[str, ...]) -> Iterator[str]:
    """Yield the dotted name of everything that a module of a package imports, wherever the import is."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*start, *([node.module] if node.module else ())))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def reduced(found: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return the arrows without those that follow from others: of a to b, b to c and a to c, the last."""
    reach: dict[str, set[str]] = {}

    def below(package: str, path: tuple[str, ...] = ()) -> set[str]:
        if package in path:
            raise ValueError(f"the packages {' -> '.join((*path, package))} import one another")
        if package not in reach:
            direct = found[package]
            reach[package] = direct.union(*(below(each, (*path, package)) for each in direct))
        return reach[package]

    for package in found:
        below(package)
    return {
        package: {each for each in direct if not any(each in reach[other] for other in direct)}
        for package, direct in found.items()
    }


def diagram(found: Mapping[str, set[str]]) -> str:
    """Return the arrows as a Mermaid diagram, each from a package down to what it imports.

    A program without packages has no diagram.
    """
    if not found:
        return ""
    lines = [f"    {package} --> {each}" for package, direct in reduced(found).items() for each in sorted(direct)]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"]) + "\n"


if __name__ == "__main__":
    for page, text in pages(ROOT).items():
        if text != page.read_text("utf-8"):
            page.write_text(text, "utf-8")
            print(page.relative_to(ROOT))
