"""What a text may contain: marks, placeholders, scripts, invisible characters, addresses.

Takes strings; returns runs of marked text, or what is odd about them and where. Opens no file.
"""

__all__ = [
    "folded",
    "invisible",
    "leftovers",
    "link_address",
    "lookalikes",
    "markup",
    "oddity",
    "proportion",
    "scripts",
    "spot",
    "stray_marks",
    "term_search",
    "typed_html",
    "word_diff",
]
