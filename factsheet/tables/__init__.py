"""Read a table of data from a CSV file or a spreadsheet, as untrusted data, into strings that remember their cells.

Takes a file in `sources/`; returns a `Table`: its heads, and rows of texts as somebody would have typed them in YAML.
"""

__all__ = ["reading", "table"]
