"""The page set on its sheets: laid out, fitted, measured, and written as PDF.

Takes a `Page` and a `Theme`; returns a `Setting` in the largest type that fits, what has no room, and PDF bytes.
"""

__all__ = ["copyfit", "overflow", "pdf", "placed", "setting", "thumbnails"]
