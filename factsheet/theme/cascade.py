"""Complete each style with what it does not say from those that are for the same elements and less special.

CSS would do so by itself; Word, which knows one style for each text, cannot. Once it is done, both set the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from .selectors import covers, specificity
from .styles import Style

# What CSS takes from another rule. White space, weight, slant, division and bullets are a style's own: whatever it does
# not say, it does not have.
TAKEN = ("face", "size", "leading", "colour", "fill", "tracking", "underline", "align", "rule_below", "keep")
# These two are one property of CSS: who says one, says both.
PAIR = ("indent", "hang")


def completed(styles: Mapping[str, Style]) -> dict[str, Style]:
    """Return styles by their selectors, each with what it takes from the others."""
    order = sorted(styles, key=lambda selector: (specificity(selector), list(styles).index(selector)))
    whole: dict[str, Style] = {}
    for at, selector in enumerate(order):
        own, taken = styles[selector], dict[str, object]()
        for other in order[:at]:
            if covers(other, selector):
                taken |= {name: getattr(styles[other], name) for name in _said(styles[other])}
        kept = {name: value for name, value in taken.items() if name not in _said(own)}
        whole[selector] = own.model_copy(update=kept) if kept else own
    return {selector: whole[selector] for selector in styles}


def unmarked(styles: Mapping[str, Style], selector: str) -> bool:
    """Tell whether a style has no bullet or number, though one that is for the same elements has."""
    marked = [other for other, style in styles.items() if style.bullet or style.number]
    return selector not in marked and any(covers(other, selector) for other in marked)


def flush(styles: Mapping[str, Style], selector: str) -> bool:
    """Tell whether a style has no indent, though one that is for the same elements has."""
    indented = [other for other, style in styles.items() if style.indent or style.hang]
    return selector not in indented and any(covers(other, selector) for other in indented)


def _said(style: Style) -> set[str]:
    """Return what a style says itself, of what another can take from it."""
    both = PAIR if style.model_fields_set & set(PAIR) else ()
    return (style.model_fields_set & set(TAKEN)) | set(both)
