"""What a text may contain: marks, placeholders, scripts, invisible characters, addresses.

Takes strings; returns runs of marked text, or what is odd about them and where. Opens no file.
"""

__all__ = [
    "doubled",
    "folded",
    "garbled",
    "invisible",
    "leftovers",
    "link_address",
    "lookalikes",
    "markup",
    "oddity",
    "proportion",
    "quotes",
    "scripts",
    "spelling",
    "spot",
    "stops",
    "stray_marks",
    "term_search",
    "typed_html",
    "versions",
    "word_diff",
]
