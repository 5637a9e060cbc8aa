"""Make the one HTML page that every format is made from, and the web page.

Takes an `Edition` and a `Theme`; returns a `Page`. Templates get plain data, and can call only what is on a list.
"""

__all__ = [
    "blocks",
    "columns",
    "foreign_words",
    "hrefs",
    "list_starts",
    "notes",
    "page",
    "photos",
    "qr_codes",
    "templates",
    "values",
    "web",
    "web_policy",
    "webfonts",
]
