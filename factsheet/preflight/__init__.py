"""The proof that a printer will take a PDF, whoever made it.

Takes the bytes of a PDF and a `Printer`; returns a verdict for each check.
"""

__all__ = ["runner"]
