"""Rules for who carries a measure out."""

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import line, lines

from pipeline.model import Actor
from pipeline.normalise.actors import apart, nouns_in_a_row, read_actors
from pipeline.normalise.typesetting import Typesetting
from pipeline.vocabulary import KnownActor, Vocabulary

REGISTER = Vocabulary(
    phrases=(),
    codes=(),
    actors=(
        KnownActor("Amt für Schulen, Jugend und Vereine"),
        KnownActor("Amt für soziale Dienste", ("Amtes für soziale Dienste",)),
        KnownActor("Stabsstelle für Öffentlichkeitsarbeit und Digitalisierung",
                   ("Stabsstelle für Digitalisierung und Öffentlichkeitsarbeit",)),
        KnownActor("Integrationsmanagement", (), "Amt für soziale Dienste"),
        KnownActor("Jobcenter"),
        KnownActor("Schulen"),
        KnownActor("Schulen im Stadtgebiet"),
        KnownActor("VKBI e.V."),
        KnownActor("VHS", ("Volkshochschule",)),
    ),
    terms=(("kooperation", "in Kooperation mit"), ("kooperation", "in Zusammenarbeit mit")),
)  # fmt: skip


def labels(text: str) -> list[str]:
    return [actor.label for actor in read_actors(text, REGISTER)]


def roles(text: str) -> list[tuple[str, Literal["leads", "supports"]]]:
    return [(actor.name, actor.role) for actor in read_actors(text, REGISTER)]


def test_registered_name_with_commas_is_one_actor() -> None:
    assert labels("Jobcenter, Amt für Schulen, Jugend und Vereine, VHS") == [
        "Jobcenter",
        "Amt für Schulen, Jugend und Vereine",
        "VHS",
    ]


@pytest.mark.parametrize(
    "order", ["Öffentlichkeitsarbeit und Digitalisierung", "Digitalisierung und Öffentlichkeitsarbeit"]
)
def test_other_spelling_gives_the_registered_name(order: str) -> None:
    assert labels(f"Stabsstelle für {order}") == ["Stabsstelle für Öffentlichkeitsarbeit und Digitalisierung"]


def test_longest_registered_name_counts() -> None:
    assert labels("Schulen im Stadtgebiet und Schulen") == ["Schulen im Stadtgebiet", "Schulen"]


@pytest.mark.parametrize("word", ["Volkshochschulen", "VHS-Kurse", "Hoch-Schulen", "VHSler", "Jobcenters"])
def test_registered_name_inside_another_word_is_none(word: str) -> None:
    assert read_actors(word, REGISTER) == (Actor(word, known=False),)


def test_name_that_ends_in_a_full_stop_is_found() -> None:
    assert labels("VKBI e.V., Jobcenter") == ["VKBI e.V.", "Jobcenter"]


def test_unknown_actors_are_kept_as_printed() -> None:
    found = read_actors("Feuerwehr, Jobcenter und bürgerschaftlich Engagierte", REGISTER)
    assert found == (
        Actor("Feuerwehr", known=False),
        Actor("Jobcenter"),
        Actor("bürgerschaftlich Engagierte", known=False),
    )


def test_brackets_of_unknown_actors_stay_with_them() -> None:
    assert labels("Feuerwehr (Wache Nord, Wache Süd), (Sport-)Vereine") == [
        "Feuerwehr (Wache Nord, Wache Süd)",
        "(Sport-)Vereine",
    ]


@pytest.mark.parametrize("text", ["", " , und ; ", "–", "in Kooperation mit"])
def test_text_without_names_gives_no_actor(text: str) -> None:
    assert read_actors(text, REGISTER) == ()


@pytest.mark.parametrize(
    "text", ["Jobcenter sowie den Schulen und der VHS", "VHS/Schulen/Jobcenter", "• Jobcenter\n• Schulen\n• VHS"]
)
def test_connecting_words_slashes_and_bullets_are_no_actors(text: str) -> None:
    assert sorted(labels(text)) == ["Jobcenter", "Schulen", "VHS"]


def test_actor_named_twice_counts_once() -> None:
    assert labels("VHS, Jobcenter, Volkshochschule") == ["VHS", "Jobcenter"]


# --- offices in brackets ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jobcenter (Amt für soziale Dienste)", ["Jobcenter (Amt für soziale Dienste)"]),
        ("Integrationsmanagement (Amt für soziale Dienste)", ["Integrationsmanagement (Amt für soziale Dienste)"]),
        ("Integrationsmanagement", ["Integrationsmanagement (Amt für soziale Dienste)"]),
        ("Integrationsmanagement (Kulturamt)", ["Integrationsmanagement (Kulturamt)"]),
        ("VHS (Amt (Abteilung 3)), Jobcenter", ["VHS (Amt (Abteilung 3))", "Jobcenter"]),
        ("VHS (Amt für soziale Dienste", ["VHS (Amt für soziale Dienste)"]),
        ("VHS (Amt für soziale Dienste, Jobcenter", ["VHS (Amt für soziale Dienste)", "Jobcenter"]),
        (
            "VHS (Amt für Schulen, Jugend und Vereine, Jobcenter",
            ["VHS (Amt für Schulen, Jugend und Vereine)", "Jobcenter"],
        ),
        ("VHS (Abteilung Kurse, Jobcenter", ["VHS (Abteilung Kurse)", "Jobcenter"]),
        (
            "VHS (Amt für soziale Dienste, Jobcenter (Kulturamt)",
            ["VHS (Amt für soziale Dienste)", "Jobcenter (Kulturamt)"],
        ),
    ],
)
def test_office_stands_in_brackets_closed_or_not(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


# --- roles ---


@pytest.mark.parametrize("words", ["in Kooperation mit", "in Zusammenarbeit mit", "In Kooperation mit"])
def test_actors_behind_the_words_of_cooperation_support(words: str) -> None:
    assert roles(f"Jobcenter, Feuerwehr {words} der VHS und Vereinen") == [
        ("Jobcenter", "leads"), ("Feuerwehr", "leads"), ("VHS", "supports"), ("Vereinen", "supports"),
    ]  # fmt: skip


def test_letters_that_grow_in_lower_case_do_not_move_the_border() -> None:
    text = "Maßnahmenteam Großstraße, Schießgruppe in Kooperation mit A"
    assert roles(text)[-1] == ("A", "supports")
    assert roles("Großfußßßß in Kooperation mit VHS") == [("Großfußßßß", "leads"), ("VHS", "supports")]


def test_words_of_cooperation_at_a_line_end_hold_for_the_lines_below() -> None:
    assert roles("Jobcenter in Kooperation mit:\n• VHS\n• Feuerwehr") == [
        ("Jobcenter", "leads"), ("VHS", "supports"), ("Feuerwehr", "supports"),
    ]  # fmt: skip


def test_words_of_cooperation_hold_for_their_own_line_only_where_names_follow() -> None:
    assert roles("Jobcenter in Kooperation mit VHS\nSchulen") == [
        ("Jobcenter", "leads"),
        ("VHS", "supports"),
        ("Schulen", "leads"),
    ]


def test_partners_in_brackets_are_no_office() -> None:
    assert read_actors("Jobcenter (in Kooperation mit der VHS)", REGISTER) == (
        Actor("Jobcenter"),
        Actor("VHS", role="supports"),
    )


def test_shipped_register_knows_names_with_their_offices(vocabulary: Vocabulary) -> None:
    text = "Kontaktstelle für Integration und Integrationsmanagement (Amt für soziale Dienste) in Kooperation mit VHS"
    assert [(actor.label, actor.role) for actor in read_actors(text, vocabulary)] == [
        ("Kontaktstelle für Integration (Amt für soziale Dienste)", "leads"),
        ("Integrationsmanagement (Amt für soziale Dienste)", "leads"),
        ("VHS", "supports"),
    ]


# --- rules that hold for every text ---

PARTS = st.sampled_from(
    [actor.name for actor in REGISTER.actors]
    + ["Feuerwehr", "Verein", "(", ")", ",", " ", "/", "-", " in Kooperation mit ", "\n"]
)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    named = "".join(f"{actor.name}{actor.office or ''}" for actor in read_actors(text, REGISTER))
    left = text.replace("in Kooperation mit", "")
    assert {c for c in left if c.isalpha()} - set("und") <= set(named) | set("und")


@given(st.text("VHS (),/-äßA\n", max_size=40))
def test_every_text_can_be_read(text: str) -> None:
    assert all(actor.name.strip() == actor.name != "" for actor in read_actors(text, REGISTER))


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        ("Fachbereich Soziales", "Jobcenter", True), ("Fachbereich Soziales", "Jobcenter, VHS", True),
        ("Fachbereich Soziales,", "Jobcenter", None), ("in Abstimmung mit", "Jobcenter", None),
        ("Fachbereich Soziales", "Jobcenter Nord", None), ("Amt für Schulen, Jugend und Vereine und", "Schulen", None),
    ],
)  # fmt: skip
def test_registered_name_behind_a_noun_begins_a_paragraph(above: str, below: str, begins: bool | None) -> None:
    assert [each.starts for each in apart(lines(above, below), REGISTER)] == [None, begins]


@pytest.mark.parametrize(
    ("above", "below", "unclear"),
    [
        ("Seniorenbüro", "Bürgerbusverein", True), ("Fachbereich", "Hochbau", False),
        ("Wohnbaugesellschaft", "Beispiel mbH", False), ("Stadtwerke", "Beispielstadt", False),
        ("Verein für", "Sport", False), ("Kreis der", "Pflege", False),
        ("Psychologische", "Beratungsstelle", False), ("Betriebliches", "Eingliederungsmanagement", False),
        ("Gemeindeschwester plus", "Seniorenbüro", True), ("Netzwerk für", "Senioren", False),
        ("Klimaschutzstelle", "Stadtjugendring e. V.", True), ("Kunstverein", "Beispielstadt e. V.", False),
        ("Jugendliche", "Eltern", True), ("Ehrenamtliche", "Eltern", True), ("Stammtische", "Eltern", True),
    ],
)  # fmt: skip
def test_two_nouns_in_a_row_may_be_two_actors(above: str, below: str, unclear: bool) -> None:
    cell = [line(above, size=10), line(below, size=10)]
    assert (nouns_in_a_row(cell, Typesetting(), "Katalog Beispielstadt\nJobcenter") == above) is unclear


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        ("Stadtplanungsamt", "Grünflächenamt", True),
        ("Kinder- und Jugendbüro", "Hochschule, Institut für Sozialforschung", True),
        ("Hochbauamt (Leitung)", "Behindertenbeirat", True),
        ("Stadtplanungsamt,", "Grünflächenamt", None),
        ("Sportbund Beispielstadt e. V.", "Sport- und Bäderamt", True),
        ("Frauen helfen Frauen e. V.", "Wohnbau Beispielhof eG", True),
        ("Beispielstadt mbH", "Amt für Mobilität", True),
        ("Amt für Mobilität", "Deutsche Bahn AG", True),
        ("Stabsstelle Umwelt", "Fluglärmkommission", True),
        ("Stabsstelle Inklusion", "Lebenshilfe e. V.", True),
        ("Werbegemeinschaft e. V.", "Stadtmarketing GmbH", True),
        ("Polizeiinspektion Beispielstadt", "Elternvertretungen", True),
        ("Kreiskliniken", "Berufsbildende Schulen", True),
        ("Straßenverkehrsbehörde", "ADFC Kreisverband", True),
        ("Verkehrsverbund Beispieltal", "GmbH", None),
        ("Hafengesellschaft", "Beispielstadt mbH", None),
        ("Hochschule Beispielstadt", "Institut für Pflege", None),
        ("Beispielbahn AG", "Niederlassung Süd", None),
        ("Stadtreinigung AöR", "Amt für Umwelt", True),
        ("Stadtplanungsamt", "Stadtentwässerung AöR", True),  # no office is a firm
        ("Grünflächenamt", "NABU-Ortsgruppe Beispielhafen e. V.", True),
        ("Freiwillige Feuerwehr", "Verbraucherzentrale", True),
        ("Hauptamt", "Fachämter", True),
        ("Stadtplanungsamt", "AG Klima", None),
        ("Abteilung Jugendförderung", "Stadtjugendring e. V.", True),
        ("Abteilung Jugend", "Sport und Kultur", None),
        ("Wirtschaftsförderung", "Beispielstadt GmbH", None),
        ("Jugendamt, Abt. 51.3", "Hochbauamt", True),
        ("Jugendamt, Abt. 51", "Schulpsychologischer Dienst", True),
        ("Jugendamt, Abt.", "Hochbauamt", None),
        ("Landratsamt Beispielstadt", "Jugendamt", None),  # may be one name
        ("Stadtverwaltung", "Ordnungsamt", None),  # may be one name
        ("Psychologische", "Beratungsstelle", None),
        ("Netzgesellschaft", "Beispielstadt", None),
    ],
)
def test_two_offices_in_a_row_are_two_names(
    vocabulary: Vocabulary, above: str, below: str, begins: bool | None
) -> None:
    cell = [line(above, size=10), line(below, size=10)]
    assert [each.starts for each in apart(cell, vocabulary)] == [None, begins]


def test_adjective_alone_on_its_line_begins_the_name_of_an_office(vocabulary: Vocabulary) -> None:
    cell = [line(text, size=10) for text in ("Staatliches Schulamt", "Museumspädagogischer", "Dienst")]
    assert [each.starts for each in apart(cell, vocabulary)] == [None, True, None]


@pytest.mark.parametrize(
    "texts",
    [
        ("Amt für Soziales und", "Wohnen", "Baugenossenschaft Zell eG"),
        ("Polizeiinspektion", "Beispielstadt", "Elternvertretungen"),
        ("Büro", "Stabsstelle Klimaanpassung", "Sport- und"),
    ],
)
def test_name_on_several_lines_may_end_before_an_office(vocabulary: Vocabulary, texts: tuple[str, ...]) -> None:
    cell = [line(text, size=10) for text in texts]
    last = [replace(line("Bäderamt", size=10), starts=False)] if texts[2].endswith("und") else []
    assert [each.starts for each in apart([*cell, *last], vocabulary)][:3] == [None, None, True]


def test_two_offices_on_two_lines_of_a_text_are_two_though_widths_say_otherwise(vocabulary: Vocabulary) -> None:
    cell = [replace(part, starts=False) for part in lines("Seniorenbüro", "Stadtbibliothek")]
    assert [part.starts for part in apart(cell, vocabulary)] == [False, True]
    sure = [replace(part, size=10.0) for part in cell]  # measured, and judged by a gap
    assert [part.starts for part in apart(sure, vocabulary)] == [False, False]


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        ("Bauamt (Federführung)", "Stadtmarketing", True),
        ("(Federführung)", "Gewerbeverein", True),
        ("Stadtwerke GmbH", "Bauhof", True),
        ("Kreisjugendring e. V.", "IT-Service", False),
        ("Bauamt (Federführung)", "und Stadtmarketing", False),
        ("Stadtwerke (Tochter der Stadt)", "GmbH", False),
        ("Stadtwerke", "GmbH", False),
        ("Verein zur Förderung", "Kinder", False),
    ],
)
def test_another_name_begins_behind_a_role_or_a_legal_form(
    vocabulary: Vocabulary, above: str, below: str, begins: bool
) -> None:
    cell = [replace(part, size=10.0) for part in lines(above, below)]
    assert (apart(cell, vocabulary)[1].starts is True) is begins


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Allgemeiner Deutscher Fahrrad-Club (ADFC)", "Kreisverband Beispielstadt"),
        ("Deutsches Rotes Kreuz (DRK)", "Bereitschaft Nord"),
        ("Fachbereich Soziales (FB 5)", "Jugend und Familie"),
        ("Ämterübergreifende AG", "Klimaschutz"),
        ("Lebenshilfe e. V.", "Beispielstadt"),
        ("Stadtwerke GmbH", "Beispielstadt"),
        ("Amt für Jugend", "Soziale Dienste"),
        ("Freiwillige Feuerwehr", "Gemeinde Beispielort"),
    ],
)
def test_place_unit_or_topic_behind_a_name_begins_no_other_one(above: str, below: str, vocabulary: Vocabulary) -> None:
    cell = [line(above, size=10), line(below, size=10)]
    assert [each.starts for each in apart(cell, vocabulary)] == [None, None]


def test_noun_behind_a_legal_form_is_doubtful() -> None:
    cell = [line("Lebenshilfe e. V.", size=10), line("Kunstverein", size=10)]
    assert nouns_in_a_row(cell, Typesetting(), "Katalog") == "Lebenshilfe e. V."
    cell = [line("Jugendamt, Abt. 51.3", size=10), line("Kinderhilfe", size=10)]
    assert nouns_in_a_row(cell, Typesetting(), "Katalog") == "Jugendamt, Abt. 51.3"


def test_name_with_a_broken_word_is_whole_before_another_begins(vocabulary: Vocabulary) -> None:
    cell = [line(text, size=10) for text in ("Gleichstellungs-", "beauftragte", "Personalamt")]
    assert [each.starts for each in apart(cell, vocabulary)] == [None, None, True]
    cell = [line(text, size=10) for text in ("Gemeinde-", "schwester", "Seniorentreff")]
    assert nouns_in_a_row(cell, Typesetting(), "Katalog") == "Gemeindeschwester"
