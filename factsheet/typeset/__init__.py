"""The page set on its sheets: laid out, fitted, measured, and written as PDF.

Takes a `Page` and a `Theme`; returns a `Setting` in the largest type that fits, what does not fit, and PDF bytes.
"""

__all__ = ["copyfit", "inserts", "overflow", "pdf", "placed", "setting", "thumbnails"]
