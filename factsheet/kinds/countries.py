"""Read countries, by their ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..core.diagnostics import Invalid, did_you_mean

COUNTRY: dict[str, Any] = {"type": "string", "pattern": "^[A-Z]{2}$"}


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
