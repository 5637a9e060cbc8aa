"""What everything else is built on: problems and their places, the project's folders, files that are whole or absent.

Takes bytes and paths; returns bytes, digests, or a `Problem` with file, line and what to do. Knows nothing of leaflets
but what a variant, a language and a text are called.
"""

__all__ = [
    "archive",
    "atomic",
    "diagnostics",
    "disk_cache",
    "fingerprint",
    "formats",
    "git",
    "inputs",
    "names",
    "opc",
    "printable",
    "project",
    "status",
    "unfit",
    "untrusted",
    "wording",
    "xml",
]
