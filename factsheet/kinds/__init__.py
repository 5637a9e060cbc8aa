"""What the values of facts mean: how each kind is read from what somebody typed, in a file or in a spreadsheet.

Takes strings; returns plain frozen values, or raises `Invalid`, which says what to do. Opens no file.
"""

__all__ = [
    "catalogue",
    "countries",
    "dates",
    "money",
    "parties",
]
