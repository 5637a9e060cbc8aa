"""Describe a map of dots: where its table is, how its land, its groups of countries and its route look."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from ..core.diagnostics import Invalid
from ..source.scalars import Key, Text
from ..source.schema import Shape
from .measures import Share
from .parts import Picture


def _degrees(place: object) -> object:
    """Read a place on the earth: its longitude and latitude."""
    try:
        east, north = map(float, place)  # type: ignore[call-overload]
    except (TypeError, ValueError):
        east = north = 999.0
    if not (abs(east) <= 180 and abs(north) <= 90):
        raise Invalid("there is no such place on Earth", "write its longitude and latitude, as in [32.5, 15.6]")
    return east, north


Place = Annotated[
    tuple[float, float],
    BeforeValidator(_degrees),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
]
# Lengths on a map are in steps, the distance between two dots: they grow and shrink with it.
Steps = Annotated[Share, Field(gt=0, le=10)]
TableFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.yaml$")]


class Dots(Shape):
    """How the dots of some countries are drawn."""

    colour: Text = Field(description="The name of the colour of the dots.")
    size: Annotated[Share, Field(gt=0, le=1)] = Field(
        description="The size of a dot, as a share of the distance from one to the next."
    )
    shape: Literal["round", "square"] = Field(default="round", description="The shape of a dot.")


class Sign(Shape):
    """A ring around a place on the route, or a ring with a dot in it."""

    at: Place = Field(description="The longitude and latitude of the place.")
    ring: Steps = Field(description="The radius of the ring, in steps: the distance between two dots of the map.")
    dot: Annotated[Share, Field(ge=0, le=10)] = Field(default=0, description="The radius of the dot in it, in steps.")


class Route(Shape):
    """A line over the map, through places, and the markers on it."""

    colour: Text = Field(description="The name of the colour of the line and of the markers.")
    width: Steps = Field(description="How thick the line is, in steps.")
    gap: Annotated[Share, Field(ge=0, le=10)] = Field(
        default=0, description="How far the dots keep away from the line on each side, in steps."
    )
    through: Annotated[list[Place], Field(min_length=2, max_length=50)] = Field(
        description="The longitude and latitude of the places that the line goes through, in order."
    )
    signs: Annotated[list[Sign], Field(max_length=50)] = Field(default=[], description="The markers on the line.")


class DotMap(Picture):
    """A map drawn as dots, each of which belongs to a country."""

    table: TableFile = Field(description="The file with the dots, in maps/.")
    on: Text = Field(
        description="The name of the colour behind the map. What is highlighted needs a contrast of 3:1 with it."
    )
    land: Dots = Field(description="The dots of the countries that are in no group; they are decoration.")
    groups: dict[Key, Dots] = Field(
        description="The dots of each group of countries, by its name. A country in several belongs to the last."
    )
    route: Route | None = Field(default=None, description="A line with markers, if there is one.")
