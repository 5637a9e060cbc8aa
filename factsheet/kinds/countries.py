"""Read countries, by their ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ..core.diagnostics import Invalid, did_you_mean

COUNTRY: dict[str, Any] = {"type": "string", "pattern": "^[A-Z]{2}$"}
COUNTRIES: dict[str, Any] = {
    "anyOf": [
        {"type": "array", "items": COUNTRY, "minItems": 1},
        {"type": "string", "pattern": r"^[A-Z]{2}(\s*,\s*[A-Z]{2})*$"},
    ]
}


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes, as ICU has them."""
    import icu

    return frozenset(icu.Locale.getISOCountries())


def country_code(code: object) -> object:
    """Return an ISO 3166-1 alpha-2 code as it is. Raises Invalid for anything else."""
    if not isinstance(code, str) or code in country_codes():
        return code
    from babel.core import get_global

    hint = did_you_mean(code, country_codes()) if code.upper() in country_codes() else ""
    if code.upper() == "EL":  # what the EU's offices write for Greece
        hint = 'did you mean "GR"?'
    elif alias := get_global("territory_aliases").get(code.upper()):  # UK is GB
        hint = f'did you mean "{alias[0]}"?'
    raise Invalid(
        f'"{code}" is not a country code', hint or "use a two-letter code from ISO 3166, in capitals, such as FR or KE"
    )


def countries(value: object) -> tuple[str, ...]:
    """Return country codes, from a list or from a cell that has them as "KE, ET". Raises Invalid for anything else."""
    return tuple(distinct([str(country_code(part)) for part in parts(value)]))


def parts(value: object) -> list[str]:
    """Return the parts of a list, or of a cell that has them as "KE, ET". Raises Invalid if there is none."""
    found = value if isinstance(value, (list, tuple)) else [part.strip() for part in str(value).split(",")]
    if not any(found):
        raise Invalid("nothing is named here", "write the codes with commas between them: KE, ET")
    for part in found:
        if not part:
            raise Invalid(f'there is nothing between two commas in "{value}"', "delete one of the commas")
        if len(several := re.split(r"\s*[;،、/&]\s*|\s+and\s+|\s+", str(part))) > 1 and all(several):
            raise Invalid(f'"{part}" is more than one', f"put commas between them: {', '.join(several)}")
    return [str(part) for part in found]


def distinct(codes: list[str]) -> list[str]:
    """Return a list as it is. Raises Invalid if something is in it twice."""
    for code in codes:
        if codes.count(code) > 1:
            raise Invalid(f'"{code}" is in this list twice', "delete one of them")
    return codes
