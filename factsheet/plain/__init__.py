"""Turn the page into words without a look: for an e-mail, a form, a braille display, a static site.

`reading` takes a `Page` and returns what it says as a `Document`, a sequence of blocks; `text` and `markdown` write
that, each as bytes.
"""

__all__ = ["markdown", "text"]
