"""Turn the page into a native Word file, in styles that people can work with.

Takes a `Page` and a `Theme`; returns DOCX bytes, and reads them back as text.
"""

__all__ = [
    "colour_theme",
    "docx_styles",
    "docx_text",
    "embedded_fonts",
    "letters",
    "package",
    "place_picture",
    "places",
    "styles",
    "wordml",
    "writer",
]
