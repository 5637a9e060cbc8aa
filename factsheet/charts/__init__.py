"""Draw charts from the rows of a table: shapes as SVG, and words over them as plain data for a layout.

Takes a table of an `Edition` and the look that a `Theme` has for it; returns what the page shows and Word writes anew.
"""

__all__ = ["bars", "canvas", "data", "drawing", "rounds", "scale"]
