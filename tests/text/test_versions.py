# ruff: noqa: RUF001
"""Two versions in one place, for somebody to choose from, are found in every language."""

from __future__ import annotations

import pytest

from factsheet.text import versions
from factsheet.text.spot import HOLE

BAD = [
    ("fr", "Activités / Travaux", "/"),
    ("fr", "Activités // Travaux", "//"),
    ("fr", "Activités | Travaux", "|"),
    ("fr", "Activités (ou travaux)", "(ou"),
    ("fr", "Activités (OU : travaux)", "(OU :"),
    ("fr", "Activités OU travaux", "OU"),
    ("fr", "Activités (or: travaux)", "(or:"),
    ("fr", "Activités (variante : travaux)", "(variante :"),
    ("de", "Tätigkeiten [oder Aktivitäten]", "[oder"),
    ("nl", "Activiteiten (of werkzaamheden)", "(of"),
    ("es", "Actividades (o trabajos)", "(o"),
    ("it", "Attività (alternativa: lavori)", "(alternativa:"),
    ("pl", "Działania LUB prace", "LUB"),
    ("el", "Δραστηριότητες (ή εργασίες)", "(ή"),
    ("bg", "Дейности (или работа)", "(или"),
    ("ar", "الأنشطة / الأعمال", "/"),
    ("ar", "الأنشطة (أو الأعمال)", "(أو"),
    ("fa", "فعالیت\u200cها (یا کارها)", "(یا"),
    ("he", "פעילויות (או עבודות)", "(או"),
    ("am", "ተግባራት (ወይም ስራዎች)", "(ወይም"),
    ("ti", "ንጥፈታት (ወይ ስራሓት)", "(ወይ"),
    ("sw", "Shughuli (au kazi)", "(au"),
    ("so", "Hawlaha (ama shaqooyinka)", "(ama"),
    ("om", "Hojiiwwan (yookiin dalagaa)", "(yookiin"),
    ("tr", "Faaliyetler VEYA çalışmalar", "VEYA"),
    ("ja", "活動（または作業）", "（または"),
    ("zh", "活动（或工作）", "（或"),
    ("vi", "Hoạt động (hoặc công việc)", "(hoặc"),
]


@pytest.mark.parametrize(("language", "translation", "thing"), BAD)
def test_two_versions(language: str, translation: str, thing: str) -> None:
    (found,) = versions.odd("Activities", translation, language)
    assert (found.kind, found.thing, found.grave) == ("versions", thing, False)
    assert translation[found.start : found.end].strip() == thing


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Activities", "Activités et/ou travaux"),
        ("fr", "Activities", "Les participant(e)s, 24/7, km/h"),
        ("fr", "Activities / work", "Activités / travaux"),
        ("fr", "Activities or work", "Activités (ou travaux)"),
        ("fr", "Activities", "OU VONT LES MIGRANTS"),
        ("fr", "In 2024 and 2025", "En 2024 / 2025"),
        ("tr", f"Page {HOLE} of {HOLE}", f"Sayfa {HOLE} / {HOLE}"),
        ("fr", "A slash", "Le signe « / »"),
        ("fr", "Activities", "Activités (oubli)"),
        ("es", "Activities", "Actividades (oficial)"),
        ("de", "Activities", "Tätigkeiten (oderbruch)"),
        ("fr", "Activities", "Activités (alternatives)"),
        ("hi", "It is so. It is.", "ऐसा है | यह है"),
    ],
)
def test_one_version(language: str, english: str, translation: str) -> None:
    assert list(versions.odd(english, translation, language)) == []


def test_more_lines_than_the_english() -> None:
    (found,) = versions.on_lines(1, 2)
    assert found.what == "is on 2 lines, as if it were two versions"
    assert [*versions.on_lines(1, 1), *versions.on_lines(3, 2), *versions.on_lines(0, 1)] == []
