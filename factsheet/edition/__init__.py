"""One leaflet in one language under one chair: every text resolved, every name and date written as its readers do.

Takes `Sources`; returns an `Edition`, and what its translation, its letters or its fonts leave to be desired.
"""

__all__ = [
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
