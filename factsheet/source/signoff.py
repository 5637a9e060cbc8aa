"""Record who has translated or reviewed something: in which role, when, and by which name, if that is to be known.

A name is personal data: it stays in the sources, and what is wrong there is reported without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from ..core.diagnostics import Invalid, Place, Problem, Problems
from ..core.unfit import unfit
from ..kinds.dates import day
from .private import SIGNED
from .scalars import Day
from .yaml_reader import Keys, Located, Value

# Where sign-offs are in a language file.
AT = ("language", SIGNED)
TRANSLATOR, REVIEWER = ROLES = ("translator", "reviewer")
LONGEST = 100
FORM = "{role: reviewer, name: ..., date: 2026-11-29}"


def _role(typed: object) -> object:
    if typed not in ROLES:
        raise Invalid("this is not a role", f"write {' or '.join(ROLES)}")
    return typed


def _date(typed: object) -> object:
    """Return a day; say what is wrong with anything else without repeating it, since it might be a name."""
    try:
        return day(typed)
    except Invalid as error:
        is_number = re.fullmatch(r"[\d\W]+", str(typed))
        raise Invalid("this is not a date", error.hint if is_number else "write it as 2026-11-29") from None


class SignOff(BaseModel):
    """Somebody who has translated or reviewed a text, or a whole language."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    role: Annotated[str, BeforeValidator(_role), WithJsonSchema({"type": "string", "enum": list(ROLES)})] = Field(
        description="What they did."
    )
    name: Annotated[str, StringConstraints(max_length=LONGEST, strip_whitespace=True)] = Field(
        default="",
        description="Their name, if it is to be recorded. It appears in a leaflet only if the layout prints it.",
    )
    date: Annotated[Day, BeforeValidator(_date)] = Field(description="When.")

    @property
    def who(self) -> str:
        """Return the role, and the name if there is one."""
        return f"{self.role} ({self.name})" if self.name else self.role

    def as_record(self) -> dict[str, str]:
        """Return it as plain values, in the order in which people write them."""
        name = {"name": self.name} if self.name else {}
        return {"role": self.role, **name, "date": self.date.isoformat()}


def read(typed: str, on: date) -> SignOff:
    """Return the sign-off that somebody typed as "reviewer" or "reviewer: A. Name", made on a day.

    Raises Problems for one without a role.
    """
    role, _, name = typed.partition(":")
    if role.strip().lower() not in ROLES:
        hint = f'the roles are {" and ".join(ROLES)}: by=reviewer; with a name, by="reviewer: A. Name"'
        raise Problems([Problem(Place(f"by={typed}"), "this does not begin with a role", hint)])
    if len(name := " ".join(name.split())) > LONGEST or any(unfit(name)):
        raise Problems([Problem(Place(f"by={typed}"), "this is not a name", f"use up to {LONGEST} letters")])
    return SignOff(role=role.strip().lower(), name=name, date=on)


def with_one(signed: Iterable[SignOff], more: SignOff) -> tuple[SignOff, ...]:
    """Return sign-offs with one more, which replaces an earlier one of the same person in the same role."""
    return (*(each for each in signed if each.who != more.who), more)


def without_names(value: Value) -> Value:
    """Return what a language file or a lock says without the names of those who have signed it off."""
    if isinstance(value, dict):
        return {key: _nameless(each) if key == SIGNED else without_names(each) for key, each in value.items()}
    return value


def _nameless(value: Value) -> Value:
    if not isinstance(value, list):
        return value
    return [{key: said for key, said in each.items() if key != "name"} for each in value if isinstance(each, dict)]


def problem(located: Located, keys: Keys, error: Mapping[str, Any]) -> Problem | None:
    """Return what is wrong with a sign-off, at its place but without its line; None for an error elsewhere."""
    if keys[:2] != AT:
        return None
    of_key = error["type"] == "extra_forbidden"
    place = replace(located.place(keys, key=of_key), source="")
    invalid = error.get("ctx", {}).get("error")
    if isinstance(invalid, Invalid):
        return Problem(place, invalid.what, invalid.hint)
    if error["type"] == "missing":
        return Problem(place, f'a sign-off has no "{keys[-1]}"', f"write it as {FORM}")
    if error["type"] == "string_too_long":
        return Problem(place, "this name is too long", f"use up to {LONGEST} letters")
    if of_key:
        return Problem(place, "a sign-off has no such key", f"write it as {FORM}")
    return Problem(place, "this is not a sign-off", f"write each on a line of its own: - {FORM}")
