"""Checks that a PDF is fit to print, no matter who made it.

Takes the bytes of a PDF and a `Printer`; returns a verdict for each check.
"""

__all__ = ["runner"]
