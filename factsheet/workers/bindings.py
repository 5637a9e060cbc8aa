"""Import WeasyPrint without parsing its C declarations again: importing this module does.

WeasyPrint describes Pango and HarfBuzz in C, and cffi parses that with a parser written in Python each time: 0.13 s of
the 0.3 s that the import takes, and 0.1 s more in each worker for the types it uses first. What cffi can write for a
module that is compiled beforehand is data, and is loaded in 3 ms; so that is kept. It is cffi's documented "out-of-line
ABI mode", and the engine is given the same types.
"""

from __future__ import annotations

import ast
import importlib
import io
import sys
from functools import partial

import _cffi_backend
import cffi

from ..core import disk_cache

ENGINE = "weasyprint.text.ffi"
USUAL = cffi.FFI


class Declared(_cffi_backend.FFI):  # type: ignore[misc]  # compiled, without types
    """What `cffi.FFI` is for its user, with declarations that were parsed once."""

    def __init__(self) -> None:
        """Wait for the declarations."""

    def cdef(self, declarations: str) -> None:
        """Take the declarations, of which there is one text."""
        kept = disk_cache.cached("declarations", (cffi.__version__, declarations), partial(_parsed, declarations))
        super().__init__(ENGINE, **ast.literal_eval(kept.decode()))


def _parsed(declarations: str) -> bytes:
    """Parse C declarations; return what cffi is given in place of them, as a Python literal."""
    parser, module = USUAL(), io.StringIO()
    parser.cdef(declarations)
    parser.set_source(ENGINE, None, compiler_verbose=False)
    parser.emit_python_code(module)
    (made,) = (node for node in ast.walk(ast.parse(module.getvalue())) if isinstance(node, ast.Call))
    return repr({each.arg: ast.literal_eval(each.value) for each in made.keywords}).encode()


def imported() -> None:
    """Import WeasyPrint with declarations that were parsed once; or as usual, if it does not take them."""
    if ENGINE in sys.modules:
        return
    cffi.FFI = Declared
    try:
        importlib.import_module(ENGINE)
    except Exception:
        cffi.FFI = USUAL
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]  # half of it is there
        importlib.import_module(ENGINE)
    finally:
        cffi.FFI = USUAL


imported()
