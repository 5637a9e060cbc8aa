"""Turn the page into text without type: for an e-mail, a form, a braille display.

Takes a `Page`; returns bytes.
"""

__all__ = ["text"]
