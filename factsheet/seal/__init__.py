"""Seal PDFs, and tell of any PDF who sealed it, when, and whether it has changed since.

A seal is an electronic signature in the PDF itself (PAdES, ETSI EN 319 142-1), which no page shows. Takes and returns
bytes; the only package that knows pyHanko, which is installed only where something is sealed or verified.
"""

__all__ = ["sealer", "settings", "verdict"]
