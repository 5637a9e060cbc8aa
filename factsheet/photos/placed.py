"""Say what a page shows of a photo, and how large: what a press needs to make it again from the original."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Invalid, Place, Problem, Problems
from ..core.project import Root
from . import original
from .cutting import WHOLE, Box, Size
from .original import Original
from .screen import WHITE

# The folder in sources/ that has the pictures.
FOLDER = "pictures"


@dataclass(frozen=True)
class Photo:
    """A photo on a page: its file, the name of its look in the theme, its width and height (pt), the part shown.

    One that is `wide` goes over the margins of the sheet; `on` is the colour of the screen that it is on.
    """

    root: Root
    file: str
    look: str
    size: Size
    box: Box = WHOLE
    wide: bool = False
    on: str = WHITE

    @property
    def path(self) -> Path:
        return folder(self.root) / self.file

    @property
    def place(self) -> Place:
        """Return the file as people read it."""
        return Place(self.root.name(self.path))

    def original(self) -> Original:
        """Return the photo as it was supplied. Raises Problems if it cannot be used."""
        content = inputs.read(self.root, self.path, inputs.PHOTO)
        try:
            return original.read(content)
        except Invalid as fault:
            raise Problems([Problem(self.place, fault.what, fault.hint)]) from None


def folder(root: Root) -> Path:
    """Return the folder with the pictures of the sources."""
    return root.sources / FOLDER
