"""Decide what to make: every requested edition, checked, with a digest of all it depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core import fingerprint, inputs
from ..core.diagnostics import Place, Problem, Problems, did_you_mean, suggestion
from ..core.formats import FINAL_ONLY, FORMATS, USUAL
from ..core.names import EditionId, LanguageTag, TextKey, VariantId
from ..core.project import Root
from ..edition import (
    address_lint,
    edition,
    glyph_coverage,
    locales,
    overlays,
    pseudolocales,
    section_lint,
    translation_lint,
)
from ..edition.edition import Edition
from ..opendocument import odt
from ..source import loader, terms
from ..source.declaring import Earlier
from ..source.frame import SETTINGS_FILE
from ..source.model import Sources
from ..theme import layout, press_checks, printer
from ..theme.model import Theme
from ..theme.printer import Printer
from ..typeset.pdf_standards import STANDARDS, Standard
from ..typeset.pdf_standards import USUAL as USUAL_STANDARD
from ..typeset.placed import Fit
from .freshness import Selection
from .ingredients import Ingredients
from .manifest import Published


@dataclass(frozen=True)
class RenderJob:
    """An edition to make, in some formats. `digest` covers all that its files depend on, except the press settings.

    `places` has the place of each of its texts, `english` the length of their English, `file` the language's file;
    `own` are those that print a fact of the variant; `likely` is what it, or one like it, was found to fit at before.
    Its PDFs are made by a `standard`, with files `attached` by their names.
    """

    edition: Edition
    theme: Theme
    root: Root
    formats: Sequence[str]
    digest: str
    printer: Printer
    places: Mapping[TextKey, Place]
    english: Mapping[TextKey, int]
    file: str
    own: frozenset[TextKey] = frozenset()
    likely: Fit | None = None
    standard: Standard = STANDARDS[USUAL_STANDARD]
    attached: Mapping[str, bytes] = field(default_factory=dict)

    def digest_of(self, format: str) -> str:
        """Return the digest of all that the file in one format depends on."""
        if format == "press":
            return fingerprint.digest(self.digest, repr(self.printer))
        if format in ("pdf", "large") and self.standard != STANDARDS[USUAL_STANDARD]:
            return fingerprint.digest(self.digest, repr(self.standard), *self.attached, *self.attached.values())
        return self.digest


@dataclass(frozen=True)
class Plan:
    """What is published and asked for, the editions that can be made, and what is wrong with those `refused`.

    `unmade` is what keeps all of them from being made in a format: for print, as ODT; the others are made.
    """

    sources: Sources
    theme: Theme
    published: Published
    asked: Sequence[EditionId]
    formats: Sequence[str]
    jobs: Sequence[RenderJob]
    refused: Mapping[EditionId, Sequence[Problem]]
    unmade: Sequence[Problem] = ()

    @property
    def problems(self) -> list[Problem]:
        """Return what is wrong with editions that cannot be made, and what keeps a format of others from being made."""
        return [*self.unmade, *(problem for found in self.refused.values() for problem in found)]


def plan(root: Root, selection: Selection) -> Plan:
    """Read everything and decide. Raises Problems for anything that prevents every edition."""
    sources, look, press = read(root)
    printers = {sources.settings.press: press}
    sources = _with_pseudo_languages(sources, selection)
    known(sources, selection)
    variants, languages = selection.variants or sources.published, selection.spoken(sources.settings.languages)
    asked = [(variant, language) for variant in variants for language in languages]
    also = _besides(sources)
    formats = [format for format in FORMATS if format in (selection.formats or (*USUAL, *also))]
    unmade = _press_faults(look, root) if "press" in formats else []
    if unmade:
        formats.remove("press")
    if "odt" in formats and (absent := odt.missing()):
        unmade += absent
        formats.remove("odt")
    jobs: list[RenderJob] = []
    refused: dict[EditionId, Sequence[Problem]] = {}
    ingredients = Ingredients(sources, look, root, formats, printers)
    for variant, language in asked:
        try:
            jobs.append(_job(ingredients, variant, language))
        except Problems as found:
            refused[variant, language] = found.problems
    leaflet = fingerprint.digest(inputs.read(root, root.sources / SETTINGS_FILE, inputs.SOURCE))
    listed = tuple(sources.published), tuple(sources.settings.languages)
    declared = sources.declared
    files = (*declared.files, *sources.tables, *sources.pictures)
    axis = declared.called_axis if declared.axis else ""
    site = sources.settings.site
    published = Published(leaflet, *listed, _terms(sources), _warnings(sources), axis, files, also, site)
    return Plan(sources, look, published, asked, formats, jobs, refused, unmade)


def _besides(sources: Sources) -> tuple[str, ...]:
    """Return the formats that are made each time besides the usual ones: on a site, pages have pictures."""
    listed = {*sources.settings.also, *(["social"] if sources.settings.site else [])}
    return tuple(format for format in FORMATS if format in listed)


def _press_faults(theme: Theme, root: Root) -> list[Problem]:
    try:
        press_checks.check(theme, root)
    except Problems as found:
        return list(found.problems)
    return []


def read(root: Root) -> tuple[Sources, Theme, Printer]:
    """Read sources, theme and press settings, reporting all problems in one go."""
    problems: list[Problem] = []
    sources = look = press = None
    try:
        sources = loader.read_all(root)
    except Earlier:
        raise
    except Problems as found:
        problems += found.problems
    try:
        look = layout.load(root)
    except Problems as found:
        problems += found.problems
    try:
        press = printer.load(root, sources.settings.press, sources.located.place(("press",))) if sources else None
    except Problems as found:
        problems += found.problems
    if sources is None or look is None or press is None:
        raise Problems(
            [*problems, *(each for found in sources.broken.values() for each in found)] if sources else problems
        )
    return sources, look, press


def _with_pseudo_languages(sources: Sources, selection: Selection) -> Sources:
    for id in selection.languages:
        if id in pseudolocales.LANGUAGES and id not in sources.languages:
            sources = pseudolocales.spoken(sources, id)
    return sources


def known(sources: Sources, selection: Selection) -> None:
    """Raise Problems for unknown names on the command line."""
    broken = [Path(file) for file in sources.broken]
    texts = [*sources.languages, *(path.stem for path in broken if path.parent.name == "text")]
    problems = list(_no_variants(sources, selection))
    for option, given, known, called, instead in (
        (
            "lang",
            selection.languages,
            list(dict.fromkeys([*texts, *pseudolocales.LANGUAGES])),
            "language",
            "to add one: make language lang=sw",
        ),
        ("without", selection.without, sources.settings.languages, "published language", ""),
        ("format", selection.formats, FORMATS, "format", ""),
    ):
        for id in given:
            if id not in known:
                hint = suggestion(id, known)
                hint += f"; {instead}" if instead and not did_you_mean(id, known) else ""
                problems.append(Problem(Place(f"{option}={id}"), f"there is no such {called}", hint))
    if problems:
        raise Problems(problems)


def _no_variants(sources: Sources, selection: Selection) -> Iterator[Problem]:
    """Yield what is wrong with the variants that are asked for: those that do not exist."""
    declared, axis = sources.declared, sources.declared.axis
    unread = [id for file in sources.broken if (id := declared.variant_named(file)) is not None]
    variants = [*sources.variants, *unread]
    for id in selection.variants:
        if id not in variants:
            what, hint = declared.unknown(id, variants)
            if axis and not did_you_mean(id, variants):
                hint += f"; {axis.set_up}"
            yield Problem(Place(f"{declared.called_axis}={id}"), what, hint)


def _terms(sources: Sources) -> dict[VariantId, tuple[str, str]]:
    """Return whether each variant is current, former or upcoming, and the last day of its term."""
    found = {}
    for variant in sources.variants.values():
        last = terms.last_day(variant, sources)
        found[variant.id] = (terms.state(variant, sources).value, last.isoformat() if last else "")
    return found


def _warnings(sources: Sources) -> dict[VariantId, list[dict[str, str | int]]]:
    """Return what should be looked at under each variant."""
    found: dict[VariantId, list[dict[str, str | int]]] = {}
    for each in section_lint.findings(sources):
        found.setdefault(each.variant, []).append(each.problem.as_record())
    return found


def _job(ingredients: Ingredients, variant: VariantId, language: LanguageTag) -> RenderJob:
    """Return the edition of a variant in a language, with everything needed to make it.

    Raises Problems if anything is wrong with it.
    """
    sources, look, root = ingredients.sources, ingredients.theme, ingredients.root
    files = (sources.declared.named(variant), f"sources/text/{language}.yaml")
    if broken := [problem for file in files for problem in sources.broken.get(file, ())]:
        raise Problems(broken)
    wording = overlays.wording(sources, sources.variants[variant], sources.languages[language])
    decided = edition.decide(sources, wording, signed=ingredients.signed)
    if decided.accent and decided.accent not in look.accents:
        place = wording.variant.located.place(("accent",))
        hint = suggestion(decided.accent, look.accents)
        raise Problems([Problem(place, f'theme.yaml has no accent "{decided.accent}"', hint)])
    file = wording.language.located.file

    def printed_at(key: TextKey, of: str) -> Place:
        """Return the place of a letter in a text, or of a country's name, which comes from CLDR."""
        return wording.pairs[key].printed.place(of) if key in wording.pairs else Place(file)

    problems = [
        *address_lint.findings(sources, wording),
        *translation_lint.findings(sources, wording),
        *glyph_coverage.missing(decided, look, root, printed_at),
    ]
    if problems:
        raise Problems(problems)
    press = ingredients.printer(wording)
    theme = look.in_script(decided.script, cased=locales.cased(decided.script)).accented(decided.accent)
    places = {key: pair.printed.place() for key, pair in wording.pairs.items()}
    is_master = language == sources.master.id
    english = {} if is_master else {key: len(wording.pairs[key].english) for key in decided.text}
    digest = ingredients.digest(decided, theme)
    formats = [each for each in ingredients.formats if not (decided.draft and each in FINAL_ONLY)]
    own, standard = overlays.of_variant(sources, wording), STANDARDS[sources.settings.pdf]
    attached = _attached(root, *files) if standard.with_sources else {}
    return RenderJob(
        decided, theme, root, formats, digest, press, places, english, file, own, standard=standard, attached=attached
    )


def _attached(root: Root, *files: str) -> dict[str, bytes]:
    """Return the files of the sources that an edition is made from, by their names."""
    every = dict.fromkeys([f"sources/{SETTINGS_FILE}", *filter(None, files)])
    return {file.rpartition("/")[2]: inputs.read(root, root.folder / file, inputs.TABLE) for file in every}
