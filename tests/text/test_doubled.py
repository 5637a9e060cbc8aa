# ruff: noqa: RUF001
"""A word that was typed twice is found in any language, unless the language itself doubles words."""

from __future__ import annotations

import pytest

from factsheet.text import doubled

BAD = {
    "en": ("The members members meet.", "members members"),
    "fr": ("Un dialogue de de la région", "de de"),
    "de": ("Das Sekretariat und und die Länder", "und und"),
    "nl": ("De landen van van de route", "van van"),
    "es": ("El Proceso de de Jartum", "de de"),
    "it": ("I membri del del Comitato", "del del"),
    "pt": ("O Processo de de Cartum", "de de"),
    "pl": ("Państwa członkowskie się się spotykają", "się się"),
    "cs": ("Členské státy na na trase", "na na"),
    "hu": ("A tagállamok és és a bizottság", "és és"),
    "ro": ("Statele membre din din regiune", "din din"),
    "el": ("Τα κράτη μέλη και και η Επιτροπή", "και και"),
    "bg": ("Държавите на на маршрута", "на на"),
    "sv": ("Länderna och och kommissionen", "och och"),
    "fi": ("Maat ja ja komissio", "ja ja"),
    "ar": ("الدول الأعضاء في في المنطقة", "في في"),
    "he": ("המדינות של של האזור", "של של"),
    "fa": ("کشورهایی که که عضو هستند", "که که"),
    "tr": ("Üye devletler ve ve Komisyon", "ve ve"),
    "sw": ("Nchi wanachama za za eneo", "za za"),
    "am": ("አባል አገራት እና እና ኮሚሽኑ", "እና እና"),
    "ti": ("ኣባል ሃገራት ናይ ናይ ዞባ", "ናይ ናይ"),
    "id": ("Negara yang yang menjadi anggota", "yang yang"),
    "hi": ("सदस्य देश और और आयोग", "और और"),
    "vi": ("Các nước và và Ủy ban", "và và"),
}
GOOD = {
    "fr": ["Nous nous réunissons.", "Vous vous engagez à agir.", "Faites-le le jour même.", "de, de la"],
    "de": ["Länder, die die Route säumen", "ein Land, das das Sekretariat leitet", "ob sie sie sehen"],
    "nl": ["landen die die route volgen", "als je je aanmeldt"],
    "es": ["los países que nos nos invitan"],
    "pt": ["quando se se trata de migração"],
    "it": ["via via che aumentano", "man mano, piano piano"],
    "cs": ["setkal se se zástupci států"],
    "hu": ["az az ország, amely elnököl"],
    "el": ["τα μέλη μας μας βοηθούν", "σιγά σιγά"],
    "sv": ["det som är är nytt"],
    "pl": ["to, to jest"],
    "ru": ["если бы их их представители"],
    "ar": ["من من الدول", "شيئا فشيئا"],
    "sw": ["polepole, sana sana", "mbali mbali", "mara kwa mara"],
    "id": ["negara-negara anggota", "pelan pelan"],
    "tr": ["yavaş yavaş, zaman zaman", "tek tek"],
    "am": ["ቀስ ቀስ እያለ", "ትንሽ ትንሽ"],
    "ti": ["ቀስ ቀስ ኢሉ"],
    "om": ["adda adda", "suuta suuta"],
    "hi": ["धीरे धीरे", "साथ साथ"],
    "ur": ["ساتھ ساتھ", "آہستہ آہستہ"],
    "vi": ["dần dần, luôn luôn"],
    "zz": ["la la la"],  # nothing is known of it
    "en": ["the, the", "20 20", "A A", "{chair}", "had had"],
}


@pytest.mark.parametrize("language", BAD)
def test_a_word_typed_twice(language: str) -> None:
    text, thing = BAD[language]
    (found,) = doubled.odd("Something else", text, language)
    assert (found.thing, text[found.start : found.end], found.grave) == (thing, thing, False)
    assert list(doubled.odd(f"The same in English: {thing}.", text, language)) == []


@pytest.mark.parametrize("language", GOOD)
def test_a_word_that_follows_itself_in_good_prose(language: str) -> None:
    for text in GOOD[language]:
        assert list(doubled.odd("Something else", text, language)) == [], text


@pytest.mark.parametrize("text", ["« de de »", "(de de)", "de\u00a0de", "De de", "de  de.", "DE DE"])
def test_what_stands_around_it_hides_none(text: str) -> None:
    assert [each.kind for each in doubled.odd("", text, "fr-CH")] == ["doubled"]
