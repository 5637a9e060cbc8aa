"""Set the page on its sheets: lay it out, fit it, measure it, and write it as PDF.

Takes a `Page` and a `Theme`; returns a `Setting` in the largest type that fits, what does not fit, and PDF bytes.
"""

__all__ = ["copyfit", "inserts", "overflow", "pdf", "pdf_standards", "placed", "setting", "table_widths", "thumbnails"]
