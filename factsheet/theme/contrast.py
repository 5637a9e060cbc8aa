"""Compute the contrast of two colours as WCAG 2.2 does (section 3, "contrast ratio" and "relative luminance")."""

from __future__ import annotations

Colour = tuple[float, float, float]  # red, green, blue, from 0 to 1

# Success criterion 1.4.3: large is 18 pt, or 14 pt and bold.
LARGE, LARGE_BOLD = 18, 14


def luminance(colour: Colour) -> float:
    """Return the relative luminance of an sRGB colour, from 0 (black) to 1 (white)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def needed(size: float, *, bold: bool) -> float:
    """Return the contrast that text of a size in pt needs at level AA."""
    return 3.0 if size >= (LARGE_BOLD if bold else LARGE) else 4.5


def as_hex(colour: Colour) -> str:
    """Return a colour as theme.yaml writes it."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def of_hex(colour: str) -> Colour:
    """Return a colour that theme.yaml has written."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
