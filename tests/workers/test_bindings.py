"""WeasyPrint's C declarations are parsed once for all processes, and mean the same."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest

from ..conftest import REPOSITORY

# What both ways must agree on: types with their sizes and members, functions, and a page. What a struct is called may
# differ ("struct _FcConfig" and "FcConfig").
SAID = """
    from weasyprint.text.ffi import ffi, harfbuzz, pango, unicode_to_char_p
    import weasyprint
    print(type(ffi).__name__)
    aliases, structs, unions = ffi.list_types()
    for name in [*aliases, *(f"struct {each}" for each in structs), *(f"union {each}" for each in unions)]:
        kind = ffi.typeof(name)
        print(name, kind.kind)
        try:
            print(ffi.sizeof(kind), ffi.alignof(kind))
        except (ValueError, getattr(ffi, "error", ValueError)):  # only pointers to it are used
            continue
        if kind.kind == "struct":
            print([(field, of.offset, of.type.kind, ffi.sizeof(of.type)) for field, of in kind.fields])
        if kind.kind == "enum":
            print(sorted(kind.elements.items()))
    print(pango.pango_units_from_double(2.5), ffi.string(unicode_to_char_p("de\\u00e9")[0]).decode())
    for name in sorted(name for name in dir(harfbuzz) if name.startswith(("pango_", "hb_"))):
        for library in (pango, harfbuzz):
            try:
                kind = ffi.typeof(getattr(library, name))
                print(name, [(each.kind, ffi.sizeof(each)) for each in kind.args], kind.result.kind, kind.ellipsis)
            except (AttributeError, getattr(ffi, "error", AttributeError)):  # it is in the other one
                continue
    document = "<style>@page { size: 9cm 5cm } p { font: 12pt sans-serif }</style><p>A word, and <b>another</b>."
    print(weasyprint.HTML(string=document).write_pdf(pdf_identifier=b"same").hex())
"""


def run(code: str, first: str = "") -> list[str]:
    """Run code in a Python of its own; return what it printed."""
    command = [sys.executable, "-c", dedent(first) + dedent(code)]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout.splitlines()


@pytest.fixture(scope="module")
def usual() -> list[str]:
    kind, *said = run(SAID)
    assert kind == "FFI"
    return said


def elsewhere(folder: object) -> str:
    return f"""
        from pathlib import Path
        from factsheet.core import disk_cache
        disk_cache.folder = lambda: Path({str(folder)!r})
        import factsheet.workers.bindings
    """


def test_types_calls_and_pages_are_the_same_whether_parsed_or_read_back(usual, tmp_path):
    for _ in ("parsed", "read back"):
        kind, *said = run(SAID, elsewhere(tmp_path))
        assert kind == "Declared"
        assert len(said) > 60
        assert said == usual
    assert len([*tmp_path.iterdir()]) == 1


def test_the_second_process_has_no_parser(tmp_path):
    run(SAID, elsewhere(tmp_path))
    assert run("import sys\nprint('pycparser' in sys.modules)", elsewhere(tmp_path)) == ["False"]


@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_a_damaged_file_is_made_again(usual, tmp_path, content):
    run(SAID, elsewhere(tmp_path))
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert run(SAID, elsewhere(tmp_path))[1:] == usual


def test_an_engine_that_does_not_take_them_is_imported_as_usual(usual, tmp_path):
    other = """
        import _cffi_backend
        import cffi
        whole = cffi.FFI.emit_python_code
        def half(self, file):
            whole(self, file)
            file.write("\\nother()")
        cffi.FFI.emit_python_code = half
    """
    kind, *said = run(SAID, dedent(other) + dedent(elsewhere(tmp_path)))
    assert kind == "FFI"
    assert said == usual
