"""Hold what the editions of a plan have in common, and say what each of them is made from, as a digest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..core import fingerprint, inputs
from ..core.diagnostics import Place
from ..core.project import Root
from ..edition.edition import Edition
from ..edition.overlays import Wording
from ..photos import placed
from ..source.model import Sources
from ..source.private import SIGNED
from ..source.schema import SETTINGS
from ..theme import printer
from ..theme.model import Theme
from ..theme.printer import Printer
from ..theme.styles import Face
from . import freshness


@dataclass(frozen=True)
class Ingredients:
    """What the editions of a plan have in common."""

    sources: Sources
    theme: Theme
    root: Root
    formats: Sequence[str]
    printers: dict[str, Printer]
    seen: dict[str, str] = field(default_factory=dict)  # the digests of pictures

    def printer(self, wording: Wording) -> Printer:
        """Return the press settings of an edition: the variant's, else the language's, else the factsheet's.

        Raises Problems for settings that cannot be used.
        """
        name, place = self.sources.settings.press, Place("")
        for asked, located, keys in (
            (wording.language.settings.press, wording.language.located, (SETTINGS, "press")),
            (wording.variant.settings.press, wording.variant.located, ("press",)),
        ):
            if asked:
                name, place = asked, located.place(keys)
        if name not in self.printers:
            self.printers[name] = printer.load(self.root, name, place)
        return self.printers[name]

    @cached_property
    def templates(self) -> str:
        """Return the digest of the templates and pictures of the layout."""
        files = inputs.regular(self.root, self.root.layout)
        read = [path for path in files if path.suffix == ".j2" or path.parent.name == "pictures"]
        return fingerprint.of_files(self.root, self.root.layout, read)

    @cached_property
    def signed(self) -> bool:
        """Tell whether the layout prints who signed off a translation: names are in no edition that need not know."""
        files = (path for path in inputs.regular(self.root, self.root.layout) if path.suffix == ".j2")
        asked = re.compile(rb"\b%s\b" % SIGNED.encode())
        return any(asked.search(inputs.read(self.root, path, inputs.TEMPLATE)) for path in files)

    @cached_property
    def fonts(self) -> dict[str, str]:
        """Return the digests of the fonts that have been asked for, by script."""
        return {}

    def digest(self, decided: Edition, theme: Theme) -> str:
        """Return the digest of all that an edition is made from."""
        fonts = self.fonts.get(decided.script) or _fonts(theme, decided.script, self.root)
        self.fonts[decided.script] = fonts
        pictures = (self.picture(file) for file in decided.pictures)
        return fingerprint.digest(repr(decided), repr(theme), self.templates, fonts, freshness.versions()[0], *pictures)

    def picture(self, file: str) -> str:
        """Return the digest of a picture of the sources."""
        if file not in self.seen:
            path = placed.folder(self.root) / file
            self.seen[file] = fingerprint.digest(inputs.read(self.root, path, inputs.PHOTO))
        return self.seen[file]


def _fonts(theme: Theme, script: str, root: Root) -> str:
    """Return the digest of the fonts that a script is set in."""
    faces: Iterable[Face] = (face for typeface in theme.typefaces.values() for face in typeface.faces(script))
    files = {root.fonts / file for face in faces for file in face.files.values()}
    return fingerprint.of_files(root, root.fonts, [*files, root.fonts / "fonts.conf"])
