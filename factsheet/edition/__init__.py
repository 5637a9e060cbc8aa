"""Decide one leaflet, in one language under one variant: every text, and every name and date as its readers write it.

Takes `Sources`; returns an `Edition`, and what is wrong with its translation, letters or fonts.
"""

__all__ = [
    "address_lint",
    "capitals",
    "edition",
    "glyph_coverage",
    "hyphenation",
    "letterforms",
    "locales",
    "missing_signs",
    "number_lint",
    "overlays",
    "placeholders",
    "pseudolocales",
    "quantities",
    "section_lint",
    "term_lint",
    "ties",
    "translation_lint",
    "typography",
    "wording_lint",
]
