"""The look of a layout: colours, sizes, styles, fonts, and press settings.

Takes `theme.yaml`, `fonts/` and `layouts/press/`; returns a `Theme`, verified font files, and a `Printer`.
"""

__all__ = [
    "cascade",
    "charts",
    "contrast",
    "dark",
    "dots",
    "fonts",
    "layout",
    "maps",
    "measures",
    "model",
    "parts",
    "press_checks",
    "printer",
    "roles",
    "selectors",
    "styles",
    "tables",
]
