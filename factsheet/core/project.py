"""Say where the folders of a project are; no other module works this out for itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# The folders in layouts/ that are beside every layout.
SHARED = ("press", "site", "translate")


def shipped() -> Root:
    """Return where the examples are, and what all factsheets share: beside the program, or in it if it is installed."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "shipped"
    return Root(inside if inside.is_dir() else package.parent)


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

    @cached_property
    def layout(self) -> Path:
        """Return the folder of the layout: the one in layouts/ that declares what it prints."""
        others = (path for path in sorted(self.folder.glob("layouts/*")) if path.is_dir() and path.name not in SHARED)
        return next(iter([*self.layouts, *others]), self.folder / "layouts" / "layout")

    @property
    def layouts(self) -> list[Path]:
        """Return the folders in layouts/ that declare what they print; there should be one."""
        return sorted(path.parent for path in self.folder.glob("layouts/*/content.yaml"))

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
