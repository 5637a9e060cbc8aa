"""Make the file for a printer: a PDF/X-4 in press inks, with bleed and marks.

Takes a PDF as it was typeset and a `Printer`; returns the PDF with its colours separated.
"""

__all__ = ["content_stream", "pdfx", "photos", "slug"]
