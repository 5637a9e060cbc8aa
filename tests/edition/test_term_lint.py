# ruff: noqa: RUF001
"""Translations beside the glossary: those of the leaflet use its terms, and a text that does not is noticed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from factsheet.core.project import Root
from factsheet.edition import overlays, term_lint
from factsheet.edition.term_lint import Terms
from factsheet.source import loader
from factsheet.source.glossary import Glossary, Term
from factsheet.source.model import Sources
from factsheet.text import markup, term_search
from factsheet.text.markup import Inline, Run
from factsheet.text.oddity import plain

from ..conftest import REPOSITORY


@cache
def sources() -> Sources:
    return loader.load(Root(REPOSITORY))


def terms(language: str = "fr", **own: Term) -> Terms:
    """Return the terms of a language; or those given here, each under the name it has in English."""
    read = sources()
    if own:
        english = {name: Term(preferred=name.replace("_", " ")) for name in own}
        read = replace(read, glossary=Glossary({"en": english, language: own}))
    return Terms(read, read.languages[language])


def odd(found: Terms, english: str, translation: str) -> list[tuple[str, str]]:
    """Return each finding: the first word of what it is, and what it is about."""
    return [(each.what.split()[0], each.thing) for each in found.odd(markup.read(english), markup.read(translation))]


def test_the_leaflet_uses_its_own_terms() -> None:
    for language in sources().languages.values():
        found = Terms(sources(), language)
        for pair in overlays.pairs(sources(), language):
            assert found.of_pair(pair) == [], (language.id, pair.id)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_term_of_the_leaflet_would_be_missed(language: str) -> None:
    """Each is taken out of each translation in turn, with all its forms."""
    read = terms(language)
    missed = set()
    for pair in overlays.pairs(sources(), sources().languages[language]):
        english = markup.read(pair.english)
        for name in read.of_english(english):
            words = plain(markup.read(pair.translation))
            searched = term_search.searchable(words, language)
            for term in [*read.own[name].names, *read.own[name].forms]:
                for start, end in term_search.spans(term, searched):
                    words = words[:start] + "-" * (end - start) + words[end:]
            without = Inline((Run(words),))
            assert read.own[name].preferred in [each.thing for each in read.odd(english, without)], (pair.id, name)
            missed.add(name)
    assert missed == set(read.own)


def test_what_is_said() -> None:
    lacking, wrong = (
        terms().odd(markup.read(english), markup.read(french))[0]
        for english, french in (("The IGAD", "L’Autorité"), ("A Steering Committee", "Un comité de pilotage"))
    )
    assert (lacking.kind, lacking.what, lacking.grave) == ("glossary", 'lacks "IGAD", the term for "IGAD"', False)
    assert lacking.hint == (
        'use "IGAD" or "Autorité intergouvernementale pour le développement"; if it is there in another form, add that '
        "to forms in sources/glossary/fr.yaml"
    )
    assert (wrong.what, wrong.hint) == ('has "comité de pilotage", a term to avoid', 'write "Comité directeur"')
    assert (wrong.start, wrong.end, wrong.grave) == (3, 21, False)


def test_the_longest_term_counts() -> None:
    own = terms(Action_Plan=Term(preferred="Plan d’action"), Joint_Action_Plan=Term(preferred="Plan conjoint"))
    assert odd(own, "The Joint Action Plan", "Le Plan conjoint") == []
    assert odd(own, "The Joint Action Plan and the Action Plan", "Le Plan conjoint") == [("lacks", "Plan d’action")]


def test_a_part_of_a_longer_term_is_not_the_shorter_one() -> None:
    own = terms(Horn=Term(preferred="Corne"), Horn_Initiative=Term(preferred="Initiative de la Corne"))
    assert odd(own, "The Horn Initiative in the Horn", "L’Initiative de la Corne") == [("lacks", "Corne")]
    assert odd(own, "The Horn Initiative in the Horn", "L’Initiative de la Corne, dans la Corne") == []
    assert odd(own, "The Horn", "L’Initiative de la Corne") == []  # however the translator has put it


@pytest.mark.parametrize("translation", ["des comités directeurs", "le CoDir", "COMITÉ\u00a0DIRECTEUR"])
def test_forms_and_other_terms_count(translation: str) -> None:
    term = Term(preferred="Comité directeur", also=["CoDir"], forms=["comités direct*"])
    assert odd(terms(Committee=term), "Committees", translation) == []
    assert odd(terms(Committee=term), "The Committee", translation) == []
    assert odd(terms(Committee=term), "The Committee", "un comité") == [("lacks", "Comité directeur")]


FORBIDDEN = [
    ("fr", "Les pays membres", "pays membres"),
    ("fr", "Avec l’IOM", "IOM"),
    ("fr", "le trafic d'êtres humains", "trafic d'êtres humains"),
    ("fr", "la **migration** illégale", "migration illégale"),
    ("ar", "والهجرة غير الشرعية", "والهجرة غير الشرعية"),
    ("en", "on illegal migration", "illegal migration"),
]


@pytest.mark.parametrize(("language", "text", "thing"), FORBIDDEN)
def test_a_forbidden_term(language: str, text: str, thing: str) -> None:
    english = text if language == "en" else "Something else"
    assert odd(terms(language), english, text) == [("has", thing)]


def test_what_is_forbidden_for_one_thing_may_be_the_term_for_another() -> None:
    own = terms(
        Envoy=Term(preferred="envoyé", forbidden=["délégation", "mission"]), Delegation=Term(preferred="délégation")
    )
    assert odd(own, "The Delegation", "La délégation") == []
    assert odd(own, "The Envoy", "La délégation") == [("has", "délégation")]
    longer = terms(Envoy=Term(preferred="envoyé", forbidden=["mission"]), Chief=Term(preferred="chef de mission"))
    assert odd(longer, "Somebody", "Le chef de mission") == []
    assert odd(longer, "Somebody", "La mission") == [("has", "mission")]


@pytest.mark.parametrize("text", ["@Khartoum Process", "https://khartoum-process.net/x", "process@khartoum.org"])
def test_the_name_of_an_account_is_no_term(text: str) -> None:
    assert odd(terms(), text, text) == []


def test_a_language_without_terms() -> None:
    read = replace(sources(), glossary=Glossary({"en": sources().glossary.terms["en"]}))
    assert odd(Terms(read, read.languages["fr"]), "The Khartoum Process", "Rien") == []


def test_what_is_told_to_translators() -> None:
    assert terms().lines(markup.read("Human trafficking, the Khartoum **Process** and the Khartoum Process")) == [
        "human trafficking = traite des êtres humains, not trafic d’êtres humains or trafic des êtres humains. Moving "
        "people to exploit them. Not to be confused with smuggling, which is taking them across a border for money.",
        "Khartoum Process = Processus de Khartoum",
    ]
    assert term_lint.said("X", Term(preferred="Y", forbidden=["abc*"])) == "X = Y, not abc…"
