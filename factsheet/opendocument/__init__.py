"""Turn a Word file into OpenDocument (ODT), with LibreOffice.

Takes a Word file as bytes; returns bytes.
"""

__all__ = ["libreoffice", "odt"]
