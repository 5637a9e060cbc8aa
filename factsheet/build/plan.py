"""Decide what to make: every edition asked for, checked, with a digest of all it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core import fingerprint, inputs
from ..core.diagnostics import Place, Problem, Problems, did_you_mean, suggestion
from ..core.formats import FORMATS
from ..core.project import Root
from ..edition import edition, glyph_coverage, locales, overlays, pseudolocales, translation_lint
from ..edition.edition import Edition
from ..source import sources
from ..source.sources import Chair, Language, Sources
from ..theme import layout, printer
from ..theme.model import Theme
from ..theme.printer import Printer
from ..theme.styles import Face
from . import freshness
from .freshness import Wanted
from .manifest import Published


@dataclass(frozen=True)
class Job:
    """An edition to make, in some formats. `digest` covers all that its files depend on, except the press settings.

    `places` has the place of each of its texts, `english` the length of its English, `file` the language's file.
    """

    edition: Edition
    theme: Theme
    root: Root
    formats: Sequence[str]
    digest: str
    printer: Printer
    places: Mapping[str, Place]
    english: Mapping[str, int]
    file: str
    size: float = 0  # at which it fitted before, in pt

    def digest_of(self, format: str) -> str:
        """Return the digest of all that the file in a format depends on."""
        return fingerprint.digest(self.digest, repr(self.printer)) if format == "press" else self.digest


@dataclass(frozen=True)
class Plan:
    """What is published and asked for, the editions that can be made of it, and what is wrong with the others."""

    sources: Sources
    theme: Theme
    published: Published
    asked: Sequence[tuple[str, str]]  # chair, language
    formats: Sequence[str]
    jobs: Sequence[Job]
    problems: Sequence[Problem]


def plan(root: Root, wanted: Wanted) -> Plan:
    """Read everything and decide. Raises Problems for anything that keeps every edition from being made."""
    told, look, press = read(root)
    told = _with_pseudo_languages(told, wanted)
    _known(told, wanted)
    chairs, languages = wanted.chairs or told.leaflet.chairs, wanted.languages or told.leaflet.languages
    asked = [(chair, language) for chair in chairs for language in languages]
    formats = [format for format in FORMATS if format in (wanted.formats or FORMATS)]
    jobs: list[Job] = []
    problems: list[Problem] = []
    fonts: dict[str, str] = {}
    templates = fingerprint.of_files(root, root.layout, _templates(root))
    for chair, language in asked:
        try:
            this, theme = _decided(told, look, root, chair, language)
        except Problems as found:
            problems += found.problems
            continue
        script = this.script
        if script not in fonts:
            fonts[script] = _fonts(theme, script, root)
        digest = fingerprint.digest(repr(this), repr(theme), templates, fonts[script], freshness.versions()[0])
        places, english = _texts(told, chair, language, this)
        jobs.append(
            Job(this, theme, root, formats, digest, press, places, english, told.languages[language].located.file)
        )
    leaflet = fingerprint.digest(inputs.read(root, root.sources / "leaflet.yaml", inputs.SOURCE))
    published = Published(leaflet, tuple(told.leaflet.chairs), tuple(told.leaflet.languages))
    return Plan(told, look, published, asked, formats, jobs, problems)


def _templates(root: Root) -> list[Path]:
    """Return the templates and pictures of the layout."""
    files = inputs.regular(root, root.layout)
    return [path for path in files if path.suffix == ".j2" or path.parent.name == "pictures"]


def read(root: Root) -> tuple[Sources, Theme, Printer]:
    """Read sources, theme and press settings, reporting all problems in one go."""
    problems: list[Problem] = []
    told = look = press = None
    try:
        told = sources.read_all(root)
    except Problems as found:
        problems += found.problems
    try:
        look = layout.load(root)
    except Problems as found:
        problems += found.problems
    try:
        press = printer.load(root, told.leaflet.press, told.located.place(("press",))) if told else None
    except Problems as found:
        problems += found.problems
    if told is None or look is None or press is None:
        raise Problems([*problems, *(each for found in told.broken.values() for each in found)] if told else problems)
    return told, look, press


def _with_pseudo_languages(told: Sources, wanted: Wanted) -> Sources:
    for id in wanted.languages:
        if id in pseudolocales.LANGUAGES and id not in told.languages:
            told = pseudolocales.spoken(told, id)
    return told


def _known(told: Sources, wanted: Wanted) -> None:
    """Raise Problems for unknown names on the command line."""
    broken = [Path(file) for file in told.broken]
    texts = [*told.languages, *(path.stem for path in broken if path.parent.name == "text")]
    chairs = [*told.chairs, *(path.stem for path in broken if path.parent.name == "chairs")]
    problems = []
    for option, given, known, what, instead in (
        ("chair", wanted.chairs, chairs, "chair", "to start one: make chair country=KE since=2026-04-09"),
        (
            "lang",
            wanted.languages,
            list(dict.fromkeys([*texts, *pseudolocales.LANGUAGES])),
            "language",
            "to start one: make language lang=sw",
        ),
        ("format", wanted.formats, FORMATS, "format", ""),
    ):
        for id in given:
            if id not in known:
                hint = suggestion(id, known)
                hint += f"; {instead}" if instead and not did_you_mean(id, known) else ""
                problems.append(Problem(Place(f"{option}={id}"), f"there is no such {what}", hint))
    if problems:
        raise Problems(problems)


def _decided(told: Sources, look: Theme, root: Root, chair_id: str, language_id: str) -> tuple[Edition, Theme]:
    """Return an edition and the theme that it is set in. Raises Problems if anything is wrong with it."""
    files = (f"sources/chairs/{chair_id}.yaml", f"sources/text/{language_id}.yaml")
    if broken := [problem for file in files for problem in told.broken.get(file, ())]:
        raise Problems(broken)
    chair, language = told.chairs[chair_id], told.languages[language_id]
    this = edition.decide(told, chair_id, language)
    if this.accent and this.accent not in look.accents:
        hint = suggestion(this.accent, look.accents)
        raise Problems([Problem(chair.located.place(("accent",)), f'theme.yaml has no accent "{this.accent}"', hint)])
    place = _placer(told, chair, language)
    problems = [*translation_lint.findings(told, chair, language), *glyph_coverage.missing(this, look, root, place)]
    if problems:
        raise Problems(problems)
    return this, look.in_script(this.script, cased=locales.cased(this.script)).accented(this.accent)


def _texts(
    told: Sources, chair_id: str, language_id: str, this: Edition
) -> tuple[Mapping[str, Place], Mapping[str, int]]:
    """Return the place of each text of an edition, and for a translation the length of its English."""
    chair, language = told.chairs[chair_id], told.languages[language_id]
    keys = [*this.text, "terms.unofficial_translation"]
    places = {key: overlays.stack(told, chair, language, key)[-1].place() for key in keys}
    if language.id == told.master.id:
        return places, {}
    return places, {key: len(overlays.pair(told, chair, language, key).english) for key in this.text}


def _placer(told: Sources, chair: Chair, language: Language) -> glyph_coverage.Placer:
    def place(key: str, of: str) -> Place:
        if key in told.master.text:
            return overlays.stack(told, chair, language, key)[-1].place(of)
        return Place(language.located.file)  # the name of a country, from CLDR

    return place


def _fonts(theme: Theme, script: str, root: Root) -> str:
    """Return the digest of the fonts that a script is set in."""
    faces: Iterable[Face] = (face for typeface in theme.typefaces.values() for face in typeface.faces(script))
    files = {root.fonts / file for face in faces for file in face.files.values()}
    return fingerprint.of_files(root, root.fonts, [*files, root.fonts / "fonts.conf"])
