"""How long the texts of a leaflet can be together: what is promised fits, in the words of other languages too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle, islice
from random import Random

import pytest

from factsheet.build import budget, growth, plan
from factsheet.build.freshness import Selection
from factsheet.build.manifest import Budget
from factsheet.build.plan import RenderJob
from factsheet.core.names import TextKey
from factsheet.core.project import Root
from factsheet.text.markup import Inline, Run
from factsheet.typeset import copyfit
from factsheet.typeset.copyfit import Setting

from ..conftest import slow

# As a paragraph of an agreement reads, and nothing but what makes such paragraphs long.
GERMAN = (
    "Die Mitgliedstaaten vereinbaren, ihre Zusammenarbeit in allen Fragen der Migrationspolitik zu vertiefen, die "
    "Ursachen von Flucht und Vertreibung zu bekämpfen und Schutzbedürftigen auf dem gesamten Weg beizustehen. Dazu "
    "gehören die Bekämpfung des Menschenhandels, die Förderung der legalen Zuwanderung sowie Rückführung und "
    "Wiedereingliederung unter Achtung der Menschenrechte und der Grundsätze einer verantwortungsvollen Partnerschaft."
)
# Long words that are not divided: there is no dictionary for it.
FINNISH = (
    "Jäsenvaltiot sitoutuvat syventämään yhteistyötään kaikissa muuttoliikepolitiikkaan liittyvissä kysymyksissä, "
    "torjumaan pakolaisuuden perimmäisiä syitä ja suojelemaan haavoittuvassa asemassa olevia koko matkan ajan. Tähän "
    "kuuluvat ihmiskaupan vastainen työ, laillisen maahanmuuton edistäminen sekä takaisinotto ja "
    "uudelleenkotouttaminen ihmisoikeuksia ja vastuullisen kumppanuuden periaatteita kunnioittaen."
)


@pytest.fixture(scope="module")
def english(project: Root) -> RenderJob:
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",))).jobs
    return job


@pytest.fixture(scope="module")
def reckoned(english: RenderJob) -> Budget:
    return budget.budget(english)


def in_words(text: Inline, length: int, words: str, begin: int) -> Inline:
    """Return a text of other words, no longer than a length."""
    said = ""
    for word in islice(cycle(words.split()), begin, None):
        if len(said) + 1 + len(word) > length:
            break
        said = f"{said} {word}".strip()
    return replace(text, runs=(Run(said or "Ja", bold=text.runs[-1].bold),), draft="")


def laid(job: RenderJob, lengths: Mapping[TextKey, int], words: str, language: str, begin: int = 0) -> Setting:
    """Return an edition at the smallest size with texts of some lengths in other words.

    What has no words of its own stays, and so do the names in large type, which single words are too wide for.
    """
    texts = {
        key: text if text.lone or key.endswith(".name") else in_words(text, lengths[key], words, begin + at)
        for at, (key, text) in enumerate(job.edition.text.items())
        if key in lengths
    }
    edition = replace(job.edition, text={**job.edition.text, **texts}, locale=language)
    return copyfit.at(edition, job.theme, job.root, job.theme.sizes[-1])


def promised(reckoned: Budget, *, alone: bool = False) -> dict[TextKey, int]:
    """Return how long each printed text can be if all grow in proportion, or if it grows alone."""
    most = {key: found[1 + alone] for key, found in reckoned.texts.items()}
    return {key: length for key, length in most.items() if length is not None}


def long(job: RenderJob, reckoned: Budget, sheet: str) -> dict[TextKey, int]:
    """Return the long texts of a sheet, with the length of each."""
    texts = {key: now for key, (now, together, _) in reckoned.texts.items() if together is not None}
    back = ("activities", "framework", "declaration", "plan", "connect", "badge")
    return {
        key: now
        for key, now in texts.items()
        if growth.ceiling(job.english.get(key, now)) is None and key.startswith(back) is (sheet == "back")
    }


def test_all_may_grow_to_what_they_were_promised(english: RenderJob, reckoned: Budget) -> None:
    """Filled with German to what each was promised, all of them fit; to what each may have alone, they do not."""
    together = promised(reckoned)
    setting = laid(english, together, GERMAN, "de")
    assert setting.fits
    assert not setting.too_wide
    assert not setting.too_near
    assert sum(together.values()) > 1.5 * sum(reckoned.texts[key][0] for key in together)
    assert not laid(english, promised(reckoned, alone=True), GERMAN, "de").fits


@pytest.mark.parametrize("at", [0, slow(1), slow(2)])
def test_what_is_to_spare_can_be_spent_on_one_text(at: int, english: RenderJob, reckoned: Budget) -> None:
    spent = {}
    for sheet, spare in reckoned.spare.items():
        lengths = long(english, reckoned, sheet)
        key = sorted(lengths)[at]
        spent |= {**lengths, key: lengths[key] + spare}
        assert spare > 300
    assert laid(english, spent, GERMAN, "de").fits


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(("words", "read_as"), [(GERMAN, "de"), (FINNISH, "fi")])
def test_however_it_is_spent(language: str, words: str, read_as: str, project: Root) -> None:
    """What was promised fits in other words, divided or not, and so does what is to spare, wherever it goes."""
    for job in plan.plan(project, Selection((), (language,))).jobs:
        reckoned = budget.budget(job)
        for seed in range(8):
            rng = Random(seed)
            assert laid(job, promised(reckoned), words, read_as, seed).fits, (job.edition.variant, seed)
            spent = {key: now for key, (now, together, _) in reckoned.texts.items() if together is not None}
            for sheet, spare in reckoned.spare.items():
                shares = {key: rng.random() ** 4 for key in long(job, reckoned, sheet)}
                spent |= {key: spent[key] + int(spare * share / sum(shares.values())) for key, share in shares.items()}
            assert laid(job, spent, words, read_as, seed).fits, (job.edition.variant, seed, spent)


@pytest.mark.parametrize(
    ("english", "most"), [(1, 3), (10, 30), (11, 30), (20, 40), (27, 49), (50, 80), (70, 98), (71, None)]
)
def test_a_short_text_has_a_ceiling(english: int, most: int | None) -> None:
    assert growth.ceiling(english) == most


def test_the_ceiling_never_falls() -> None:
    found = [growth.ceiling(length) or 0 for length in range(1, 71)]
    assert found == sorted(found)


@pytest.mark.campaign
def test_a_sheet_that_is_too_full_has_nothing_to_spare(english: RenderJob) -> None:
    text = english.edition.text["lead.text"]
    long = replace(text, runs=(*text.runs, Run(f" {text}" * 5)))
    reckoned = budget.budget(
        replace(english, edition=replace(english.edition, text={**english.edition.text, "lead.text": long}))
    )
    now, together, alone = reckoned.texts["lead.text"]
    assert together == alone
    assert together is not None
    assert together < now
    assert reckoned.spare["front"] == 0
    assert reckoned.spare["back"] > 0
    assert reckoned.texts["members.legend"][:2] == (35, 35)
