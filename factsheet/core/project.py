"""Say where the folders of a project are; no other module works this out for itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Root:
    """A project's folder. Passed down from the command line; nothing outside it is read."""

    folder: Path

    @cached_property
    def real(self) -> Path:
        """Return the folder with its links followed."""
        return self.folder.resolve()

    @property
    def sources(self) -> Path:
        return self.folder / "sources"

    @property
    def layout(self) -> Path:
        return self.folder / "layouts" / "leaflet"

    @property
    def site(self) -> Path:
        return self.folder / "layouts" / "site"

    @property
    def translate(self) -> Path:
        return self.folder / "layouts" / "translate"

    @property
    def press(self) -> Path:
        return self.folder / "layouts" / "press"

    @property
    def fonts(self) -> Path:
        return self.folder / "fonts"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def name(self, path: Path) -> str:
        """Return a path of this project as people read it: relative, with slashes."""
        try:
            return path.relative_to(self.folder).as_posix()
        except ValueError:
            return path.as_posix()

    def holds(self, path: Path) -> bool:
        """Tell whether a folder of the project is still inside it once links are followed."""
        return path.resolve() == self.real / path.relative_to(self.folder)
