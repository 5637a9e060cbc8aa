"""Tell which language is meant by the tag in a file: tools write it in their own ways (fr, fr-FR, FR)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.names import LanguageTag
from ..source.model import Sources


def tags(sources: Sources) -> Mapping[str, LanguageTag]:
    """Return the languages that are translated into by their tags, in small letters."""
    known = {id: language for id, language in sources.languages.items() if language is not sources.master}
    broken = [LanguageTag(Path(file).stem) for file in sources.broken if file.startswith("sources/text/")]
    return {id.lower(): id for id in [*known, *broken]} | {
        each.settings.locale.lower(): id for id, each in known.items()
    }


def meant(tag: str, known: Mapping[str, LanguageTag]) -> LanguageTag | None:
    """Return the language of some by their tags that a tag means: the nearest, as fr is for fr-CA."""
    wanted = tag.replace("_", "-").lower()
    while wanted and wanted not in known:
        wanted = wanted.rpartition("-")[0]
    return known.get(wanted)


def into(sources: Sources, tag: str, asked: str, name: str) -> LanguageTag:
    """Return the language that a file of some name is in. Raises Problems if it is not one that is translated into.

    What is `asked` for counts where the file says nothing that is known here.
    """
    known = tags(sources)
    says, found = meant(tag, known), meant(asked or tag, known)
    if asked and says and found != says:
        what = f'this file is a translation into "{tag}", not into "{asked}"'
        raise Problems([Problem(Place(name), what, "leave out lang=, or ask for the right file")])
    if found:
        return found
    if not asked and not tag:
        raise Problems([Problem(Place(name), "this file does not say which language it is in", "specify it: lang=fr")])
    raise Problems([unknown(sources, asked or tag, Place(name), tag)])


def unknown(sources: Sources, language: str, place: Place, tag: str = "") -> Problem:
    """Return what is wrong with a language that is not translated into, and what to do."""
    others = [id for id, each in sources.languages.items() if each is not sources.master]
    hint = (
        did_you_mean(language, others)
        or f"to add one: make language lang={tag or 'sw'}; or say which language it is in: lang=fr"
    )
    return Problem(place, f'there is no translation into "{language}"', hint)
