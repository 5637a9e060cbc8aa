"""The kinds of single values in a theme: a length, a share, a colour. Lengths are in pt.

A height may be written in units of the sheet, "3u": it is stored as what it is in pt at rest.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo, WithJsonSchema

from ..core.diagnostics import Invalid

MM = 72 / 25.4  # pt
# Words keep the first of these from the trim edge, in pt, unless a theme says otherwise; and never less than the
# second: a guillotine wanders by a millimetre or two.
CLEAR, LEAST_CLEAR = round(5 * MM, 3), round(3 * MM, 3)
POINTS = {"pt": 1.0, "mm": MM}
UNIT = 5.0  # pt: the baseline unit of a theme that does not say
LONGEST = 1189.1 * MM  # of A0


def _meant(text: str) -> str:
    """Return how to write a length that was typed with a space, a comma, capitals or centimetres."""
    found = re.fullmatch(r"\s*(\d*[.,]?\d+)\s*(pt|mm|cm)\.?\s*", text, re.IGNORECASE)
    if not found:
        return ""
    number, unit = found[1].replace(",", "."), found[2].lower()
    meant = f"{float(number) * 10:g}mm" if unit == "cm" else f"{number}{unit}"
    return f"write it without a space: {meant}" if "".join(text.split()) == meant else f"write {meant}"


def _length(text: object) -> object:
    if isinstance(text, (float, int, dict, list)):
        return text
    text = str(text)
    match = re.fullmatch(r"(-?\d*\.?\d+)(pt|mm)", text)
    if not match:
        raise Invalid(f'"{text}" is not a length', _meant(text) or "write a length, such as 10.5pt or 17mm")
    length = round(float(match[1]) * POINTS[match[2]], 3)
    if not abs(length) <= LONGEST:
        raise Invalid(f'"{text[:20]}" is too long', "the largest sheet of paper is 1189mm long")
    return length


def _height(text: object, info: ValidationInfo) -> object:
    """Return a height in pt at rest; the context of the validation has the `unit` of the theme, in pt."""
    match = re.fullmatch(r"\s*(-?\d*[.,]?\d+)\s*u\.?\s*", text, re.IGNORECASE) if isinstance(text, str) else None
    if match is None:
        return _length(text)
    number = match[1].replace(",", ".")
    if text != f"{number}u":
        raise Invalid(f'"{text}" is not a length', f"write {number}u")
    return _length(f"{float(number) * (info.context or {}).get('unit', UNIT):.4f}pt")


def between(least: int, most: int) -> AfterValidator:
    """Return what refuses a length that is not between two others, in mm."""

    def checked(length: float) -> float:
        if not least * MM - 0.01 <= length <= most * MM + 0.01:
            raise Invalid(f"{length / MM:.4g} mm is not allowed here", f"write a length from {least}mm to {most}mm")
        return length

    return AfterValidator(checked)


def _clear(length: float) -> float:
    if length < LEAST_CLEAR:
        raise Invalid(f"this is less than {LEAST_CLEAR / MM:.0f} mm, and words may be cut off", "write 5mm")
    return length


def _number(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"\d*\.?\d+", text):
        raise Invalid(f'"{text}" is not a number', "write a number, such as 1 or 1.5")
    return text


def _yes(text: object) -> object:
    if text not in ("true", "false", True, False):
        raise Invalid(f'"{text}" is neither true nor false', "write true or false")
    return text in ("true", True)


def _screen(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch("#[0-9a-f]{6}", text):
        raise Invalid(f'"{text}" is not a colour', 'write it as "#123f63", in double quotes')
    return text


def _inks(parts: object) -> object:
    try:
        inks = [float(part) for part in parts] if isinstance(parts, list | tuple) else []
    except (TypeError, ValueError):
        inks = []
    if len(inks) != 4 or not all(0 <= ink <= 100 for ink in inks):
        raise Invalid(
            "this is not a colour for the press", "write cyan, magenta, yellow and black in %: [95, 60, 10, 50]"
        )
    return inks


Length = Annotated[
    float, BeforeValidator(_length), WithJsonSchema({"type": "string", "pattern": r"^-?\d*\.?\d+(pt|mm)$"})
]
# Of a line, or of white space above or below: in units, it follows the unit of its sheet.
Height = Annotated[
    float, BeforeValidator(_height), WithJsonSchema({"type": "string", "pattern": r"^-?\d*\.?\d+(pt|mm|u)$"})
]
Share = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"type": "boolean"})]
Hex = Annotated[str, BeforeValidator(_screen), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-f]{6}$"})]
Inks = Annotated[
    tuple[float, float, float, float],
    BeforeValidator(_inks),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}),
]
# Of type, in pt: a letter of 500 pt is as high as a sheet of A4 is wide.
Size = Annotated[Length, Field(gt=0, le=500)]
Leading = Annotated[Height, Field(gt=0, le=500)]
# Between words and an edge that is trimmed.
Clear = Annotated[Length, AfterValidator(_clear)]
Paper = Annotated[Length, between(20, 1189)]  # A0
Positive = Annotated[Share, Field(gt=0, le=1000)]
FontFile = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+\.(ttf|otf)$")]
