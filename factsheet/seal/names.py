"""Say in words whom a certificate names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn1crypto.x509 import Name

# What says who it is, and where they belong (RFC 5280, 4.1.2.4); a certificate may hold anything, so not all is shown.
WHO = ("common_name", "organization_name", "organizational_unit_name", "email_address")
WHERE = ("organization_name", "country_name")
LONGEST = 200


def of(name: Name) -> str:
    """Return who is named: "Seal of the Secretariat (Example Organisation, BE)"."""
    said: dict[str, str] = {}
    for key, value in name.native.items():
        said[key] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    who = next((said[key] for key in WHO if said.get(key)), "somebody without a name")
    where = [said[key] for key in WHERE if said.get(key) and said[key] != who]
    whole = f"{who} ({', '.join(where)})" if where else who
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}..."
