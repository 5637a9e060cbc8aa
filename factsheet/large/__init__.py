"""Set an edition in large print: a PDF of any number of pages, in one column, for readers with low vision.

Takes an `Edition` and a `Theme`; returns bytes.
"""

__all__ = ["look", "writer"]
