"""One leaflet in one language under one chair: every text resolved, every name and date in the readers' own form.

Takes `Sources`; returns an `Edition`, and what is wrong with its translation, letters or fonts.
"""

__all__ = [
    "address_lint",
    "capitals",
    "edition",
    "glyph_coverage",
    "letterforms",
    "locales",
    "missing_signs",
    "overlays",
    "pseudolocales",
    "translation_lint",
    "wording_lint",
]
