"""Read releases from when every factsheet was one leaflet: a country in the chair, members, a committee.

A release is never changed again, so what it says about itself stays as it was. The names of that leaflet are nowhere
else in the program.
"""

from __future__ import annotations

from typing import Any

from babel import Locale


def upgraded(said: Any) -> Any:
    """Return what a release, or an edition in it, says about itself, under the names of today."""
    if not isinstance(said, dict) or "chair" not in said:
        return said
    now = {**said, "variant": said["chair"], "heading": Locale("en").territories.get(str(said.get("country")), "")}
    if isinstance(members := said.get("members"), list):
        also = {"also": ["steering_committee"]}
        now["lists"] = {"members": [{**each, **(also if each.get("steering") else {})} for each in members]}
        now["within"] = {"steering_committee": "members"}
    return now
