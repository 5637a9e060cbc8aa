"""Read the press settings: layouts/press/<name>.yaml, and the colour profile that it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, suggestion
from ..core.project import Root
from ..source.scalars import Text
from ..source.schema import Shape
from ..source.validation import checked
from ..source.yaml_reader import Keys, Located, read
from . import profile
from .measures import Length, Share, Yes, between

FOLDER = "layouts/press"
MARKS = Literal["crop and registration", "crop", "none"]


class Wishes(Shape):
    """layouts/press/<name>.yaml: the press settings."""

    standard: Literal["PDF/X-4"] = Field(description="The kind of PDF.")
    profile: Text = Field(description="The ICC colour profile: the name of a file in the same folder.")
    condition: Text = Field(
        description='The name of the printing condition: the one in the ICC registry, such as "FOGRA39", or your own.'
    )
    registry: Annotated[Text | None, BeforeValidator(lambda said: said or None)] = Field(
        default=None, description="The address of that registry. Leave it out if you made up the name of the condition."
    )
    bleed: Annotated[Length, between(2, 5)] = Field(
        description="How far colour runs over the edge of the sheet, from 2mm to 5mm."
    )
    marks: MARKS = Field(description="The marks that are drawn outside the bleed.")
    slug: Yes = Field(
        default=False,
        description="A line outside the bleed with the file's name, page, edition, date of the text, and plate.",
    )
    colour_bar: Yes = Field(
        default=False,
        description="Patches outside the bleed for measuring the inks: solid, overprinted, and at 50%.",
    )
    binding: Literal["none", "stitched"] = Field(
        default="none",
        description="How the sheets are bound: a stitched booklet has 4, 8, 12 pages and so on.",
    )
    ink_limit: Share = Field(description="The most ink allowed in any one place: the four inks added up, in %.")
    resolution: Share = Field(description="The lowest resolution of a photo or other bitmap, in dots per inch.")


@dataclass(frozen=True)
class Printer:
    """The press settings, and the profile itself. `file` is the profile's path as people read it."""

    name: str
    wishes: Wishes
    file: str
    profile: bytes

    @property
    def description(self) -> str:
        """Return what the profile calls itself, or else the name of the condition."""
        return profile.description(self.profile) or self.wishes.condition


def load(root: Root, name: str, asked: Place) -> Printer:
    """Return the press settings. Raises Problems for a missing file, mistakes in it, or a missing profile.

    `asked` is where the name was given.
    """
    path = root.press / f"{name}.yaml"
    known = sorted(each.stem for each in root.press.glob("*.yaml"))
    if name not in known:
        raise Problems([Problem(asked, f'"{name}" has no file {FOLDER}/{name}.yaml', suggestion(name, known))])
    located = read(root, path)
    problems: list[Problem] = []
    wishes = checked(Wishes, located, problems)
    if wishes is None:
        raise Problems(problems)
    file = root.press / wishes.profile
    content = _profile(file, located, root)
    if problem := _mislabelled(wishes, content, located):
        raise Problems([problem])
    return Printer(name, wishes, root.name(file), content)


def _profile(file: Path, located: Located, root: Root) -> bytes:
    """Return an ICC profile that describes a press (ICC.1:2010, 7.2: class and colour space in its header)."""
    keys: Keys = ("profile",)
    try:
        content = inputs.read(root, file, inputs.PROFILE)
    except Problems as found:
        what = f"the profile {root.name(file)} cannot be used: {found.problems[0].what}"
        hint = "put the profile into layouts/press/, and name it here"
        raise Problems([Problem(located.place(keys), what, hint)]) from None
    signature, kind, space = content[36:40], content[12:16], content[16:20]
    if (signature, kind, space) != (b"acsp", b"prtr", b"CMYK"):
        what = f"{root.name(file)} is not an ICC profile for a press with four inks"
        raise Problems([Problem(located.place(keys), what, "ask the printer for theirs")])
    return content


def _mislabelled(wishes: Wishes, content: bytes, located: Located) -> Problem | None:
    """Return what is wrong with the condition: the profile is for another, or the registry is not named."""
    named, condition = profile.description(content), wishes.condition
    if wishes.registry is None and not profile.is_registered(condition):
        return None
    if not profile.is_of(content, condition):
        called = f'is named "{named}", which' if named else "has no name, so it"
        what = f"{wishes.profile} {called} does not mention {condition}"
        hint = (
            "ask the printer what their condition is called; if it is not in the registry, write its name and leave "
            "out registry"
        )
        return Problem(located.place(("condition",)), what, hint)
    if wishes.registry is None:
        what = f"{condition} is a name from the ICC's registry, but no registry is given"
        return Problem(located.place(("condition",)), what, 'add a line "registry: http://www.color.org"')
    return None
