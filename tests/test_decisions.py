"""`entscheidungen.csv`: what an analyst writes in Excel is understood, what is incomplete is refused with its line."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decision_lines import read_decisions
from pipeline.decisions import (
    COLUMNS,
    Choice,
    Decision,
    DecisionKind,
    Mention,
    Question,
    questions_table,
    refuse,
    said,
)
from pipeline.errors import DecisionUnfit
from pipeline.model import Feature, Signature
from pipeline.publish.columns import QUESTIONS, names
from pipeline.spreadsheet import as_csv, cells_of

SIGNED = {"begruendung": "steht so im Katalog", "name": "Erika Beispiel", "datum": "22.11.2026"}
SIGNATURE = Signature("Erika Beispiel", "2026-11-22", "steht so im Katalog")
LINK = {"art": "zuordnen", "ausgabe": "2023", "nr": "12", "ausgabe_neu": "2024", "nr_neu": "3.2"}
CORRECTION = {
    "art": "berichtigen", "ausgabe": "2024", "nr": "7", "merkmal": "Status", "wert_gelesen": "Lauft",
    "wert_richtig": "Läuft",
}  # fmt: skip
ACCEPTANCE = {"art": "annehmen", "ausgabe": "2024", "nr": "7", "befund": "bracket-open"}


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """A file of these rows, each signed unless it says otherwise."""
    return as_csv(columns, [[(SIGNED | row).get(column, "") for column in columns] for row in rows])


def choice(**row: str) -> Choice:
    (decision,) = read_decisions(table(row))
    return decision.choice


def complaint(content: bytes) -> str:
    with pytest.raises(DecisionUnfit) as caught:
        read_decisions(content)
    return str(caught.value)


# --- what is understood ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bestätigen", "zuordnen", "trennen"])
def test_link_names_a_measure_of_each_edition(kind: str) -> None:
    assert choice(**LINK | {"art": kind}) == Choice(DecisionKind(kind), Mention(2023, "12"), Mention(2024, "3.2"))


def test_link_with_one_number_says_that_there_is_no_counterpart() -> None:
    assert choice(**LINK | {"nr": ""}).about == Mention(2023)
    assert choice(**LINK | {"nr_neu": ""}).other == Mention(2024)


def test_correction_carries_what_was_read_and_what_is_right() -> None:
    assert choice(**CORRECTION) == Choice(
        DecisionKind.CORRECT, Mention(2024, "7"), feature="Status", read="Lauft", right="Läuft"
    )


def test_word_for_empty_stands_for_an_empty_cell() -> None:
    assert choice(**CORRECTION | {"wert_richtig": "(leer)"}).right == ""
    assert choice(**CORRECTION | {"wert_gelesen": ""}).read == ""


@pytest.mark.parametrize(
    ("cell", "feature"),
    [("status", Feature.STATUS), ("Akteure", Feature.ACTORS), ("Nummer", Feature.NUMBER), ("Kosten", "Kosten")],
)
def test_value_may_be_named_in_short_and_in_any_case(cell: str, feature: str) -> None:
    assert choice(**CORRECTION | {"merkmal": cell}).feature == feature


def test_texts_outside_the_measures_need_no_number() -> None:
    row = CORRECTION | {"nr": "", "merkmal": "titel"}
    assert choice(**row) == Choice(DecisionKind.CORRECT, Mention(2024), feature="Titel", read="Lauft", right="Läuft")


def test_acceptance_names_the_finding_and_perhaps_two_editions() -> None:
    assert choice(**ACCEPTANCE) == Choice(DecisionKind.ACCEPT, Mention(2024, "7"), finding="bracket-open")
    both = choice(**ACCEPTANCE | {"ausgabe": "2023", "nr": "", "ausgabe_neu": "2024", "nr_neu": "7"})
    assert (both.about, both.other) == (Mention(2023), Mention(2024, "7"))


@pytest.mark.parametrize(
    ("cell", "mention"),
    [
        ("7 (2. Vorkommen)", Mention(2024, "7", 2)),
        ("3 (neu)", Mention(2024, "3 (neu)")),
        ("ohne Nummer", Mention(2024, "")),
        ("ohne Nummer (1. Vorkommen)", Mention(2024, "", 1)),
    ],
)
def test_number_that_stands_twice_or_not_at_all_can_be_named(cell: str, mention: Mention) -> None:
    assert choice(**ACCEPTANCE | {"nr": cell}).about == mention


@pytest.mark.parametrize("cell", ["22.11.2026", "22.11.26", "2026-11-22", " 22.11.2026 "])
def test_date_is_read_as_excel_libreoffice_and_programs_write_it(cell: str) -> None:
    (decision,) = read_decisions(table(LINK | {"datum": cell}))
    assert decision.signature == SIGNATURE


def test_kind_may_be_written_in_any_case_and_columns_stand_in_any_order() -> None:
    (decision,) = read_decisions(table(LINK | {"art": "Zuordnen"}, columns=tuple(reversed(COLUMNS))))
    assert decision.choice == choice(**LINK)


def test_columns_that_are_not_needed_may_be_left_out() -> None:
    content = "ausgabe;nr;art;befund;name;datum;begruendung\n2024;7;annehmen;bracket-open;E. B.;1.2.2026;so gedruckt\n"
    (decision,) = read_decisions(content.encode())
    assert decision == Decision(2, choice(**ACCEPTANCE), Signature("E. B.", "2026-02-01", "so gedruckt"))


def test_old_excel_saves_as_windows_1252_and_spoils_the_mark_in_front_of_a_number() -> None:
    utf8 = table(LINK | {"massnahme": "Café für Ältere", "nr_neu": "3.2"}).decode("utf-8-sig")
    content = utf8.encode("cp1252", "replace")
    assert b"?3.2" in content
    (decision,) = read_decisions(content)
    assert decision.choice == choice(**LINK | {"massnahme": "Café für Ältere"})
    assert decision.lossy


def test_number_typed_without_any_mark_is_taken_as_typed() -> None:
    typed = b"art;ausgabe;nr;ausgabe_neu;nr_neu;begruendung;name;datum\r\nzuordnen;2023;12;2024;3.2;a;b;1.1.2026\r\n"
    assert read_decisions(typed)[0].choice == choice(**LINK)


def test_blank_rows_are_nothing_and_hints_to_excel_no_row() -> None:
    content = b"sep=;\r\n" + table(LINK).removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\r\n;;;\r\n\r\n", 1)
    (decision,) = read_decisions(content)
    assert decision.line == 4


def test_line_counts_as_the_spreadsheet_does() -> None:
    several_lines = CORRECTION | {"wert_gelesen": "eins\nzwei\ndrei"}
    assert [decision.line for decision in read_decisions(table(several_lines, LINK))] == [2, 3]


def test_file_without_a_line_decides_nothing() -> None:
    assert read_decisions(b"") == ()
    assert read_decisions(table()) == ()


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["begruendung", "name", "datum"])
def test_unsigned_line_is_refused(column: str) -> None:
    assert re.match(f"„entscheidungen.csv“, Zeile 3: Die Spalte „{column}“ ist leer", complaint(
        table(LINK, ACCEPTANCE | {column: ""})
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (LINK | {"art": "verbinden"}, "Die Art „verbinden“ gibt es nicht"),
        (LINK | {"art": ""}, "Die Art „“ gibt es nicht"),
        (LINK | {"datum": "31.02.2026"}, "„31.02.2026“ in der Spalte „datum“ ist kein Tag"),
        (LINK | {"datum": "heute"}, "ist kein Tag"),
        (LINK | {"ausgabe": "23"}, "„23“ in der Spalte „ausgabe“ ist kein Jahr"),
        (LINK | {"ausgabe_neu": ""}, "„“ in der Spalte „ausgabe_neu“ ist kein Jahr"),
        (LINK | {"ausgabe": "2025"}, "Die Ausgabe 2025 ist nicht älter als 2024"),
        (LINK | {"ausgabe": "2024"}, "Die Ausgabe 2024 ist nicht älter als 2024"),
        (LINK | {"nr": "", "nr_neu": ""}, "Beide Nummern fehlen"),
        (LINK | {"art": "trennen", "nr": ""}, "Zum Trennen gehören zwei Nummern"),
        (LINK | {"wert_richtig": "Läuft"}, "Die Spalte „wert_richtig“ hat bei „zuordnen“ keine Bedeutung"),
        (CORRECTION | {"nr": ""}, "Die Spalte „nr“ ist leer"),
        (CORRECTION | {"merkmal": ""}, "Die Spalte „merkmal“ ist leer"),
        (CORRECTION | {"wert_richtig": ""}, "Die Spalte „wert_richtig“ ist leer"),
        (CORRECTION | {"wert_richtig": "Lauft"}, "sind gleich"),
        (CORRECTION | {"nr_neu": "8"}, "Die Spalte „nr_neu“ hat bei „berichtigen“ keine Bedeutung"),
        (ACCEPTANCE | {"befund": ""}, "Die Spalte „befund“ ist leer"),
        (ACCEPTANCE | {"nr_neu": "8"}, "Die Spalte „ausgabe_neu“ ist leer"),
    ],
)
def test_line_that_says_too_little_or_too_much_is_refused_with_a_remedy(row: dict[str, str], fault: str) -> None:
    message = complaint(table(LINK, row))
    assert message.startswith("„entscheidungen.csv“, Zeile 3: ")
    assert fault in message
    assert ": Bitte " in message
    assert "\n" not in message


def test_all_wrong_lines_are_named_at_once() -> None:
    message = complaint(table(LINK | {"name": ""}, LINK, LINK | {"datum": ""}, LINK | {"art": "x"}))
    assert message.startswith("„entscheidungen.csv“, Zeile 2: ")
    assert message.endswith("Ebenso prüfen: Zeile 4, 5.")


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("art;ausgabe;begruendung;name", "fehlt die Spalte „datum“"),
        ("art;ausgabe;begruendung;name;datum;nummer", "ist die Spalte „nummer“ nicht vorgesehen"),
        ("art;ausgabe;art;begruendung;name;datum", "steht die Spalte „art“ zweimal"),
        ("art,ausgabe,begruendung,name,datum", "Semikolon als Trennzeichen"),
    ],
)
def test_other_columns_are_refused(header: str, fault: str) -> None:
    assert fault in complaint(f"{header}\r\nzuordnen\r\n".encode())


def test_cell_without_a_column_name_is_refused() -> None:
    content = table(LINK).replace(b"22.11.2026", b"22.11.2026;verrutscht")
    assert "„verrutscht“ steht unter keiner Spaltenüberschrift" in complaint(content)


def test_broken_quotes_are_refused() -> None:
    assert "keine CSV-Tabelle" in complaint(table(LINK) + b'"zuordnen;2023')


def test_without_a_problem_nothing_is_refused() -> None:
    refuse([])


# --- what is asked --------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: text.replace("\r", "").strip())
NUMBERS = st.text("0123456789.,-/ABM ", min_size=1).map(str.strip).filter(bool)
MENTIONS = st.builds(Mention, st.integers(2000, 2040), NUMBERS | st.just(""), st.none() | st.integers(1, 99), TEXTS)
CHOICES = st.one_of(
    st.builds(
        lambda kind, about, other: Choice(kind, replace(about, year=2000 + about.year % 40), replace(other, year=2050)),
        st.sampled_from([DecisionKind.CONFIRM, DecisionKind.LINK, DecisionKind.PART]),
        MENTIONS,
        MENTIONS,
    ),
    st.builds(
        lambda about, feature, read: Choice(DecisionKind.CORRECT, about, feature=feature, read=read),
        MENTIONS,
        st.sampled_from([feature.value for feature in Feature]),
        TEXTS.filter(lambda text: text not in ("(leer)", "richtig")),
    ),
    st.builds(
        lambda about, read, code: Choice(DecisionKind.ACCEPT, about, read=read, finding=code),
        MENTIONS,
        TEXTS,
        st.sampled_from(["link-tie", "bracket-open"]),
    ),
)


@given(st.lists(CHOICES, max_size=4))
def test_questions_copied_over_and_signed_are_the_decisions_they_ask_for(choices: list[Choice]) -> None:
    written = cells_of(questions_table([Question("Was gilt?", tuple(choices))]))
    answered = [
        [*row[:10], "richtig" if row[1] == DecisionKind.CORRECT else "", row[11], *SIGNED.values()]
        for row in written[1:]
    ]
    file = "\r\n".join(";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in answered)

    decisions = read_decisions((";".join(COLUMNS) + "\r\n" + file).encode())

    expected = [replace(each, right="richtig") if each.kind is DecisionKind.CORRECT else each for each in choices]
    assert [decision.choice for decision in decisions] == expected
    assert all(decision.signature == SIGNATURE for decision in decisions)


def test_questions_have_the_columns_of_decisions() -> None:
    assert names(QUESTIONS) == COLUMNS
    assert tuple(cells_of(questions_table(()))[0]) == COLUMNS


def test_sample_questions_say_so() -> None:
    question = Question("Was gilt?", (choice(**LINK),))
    assert cells_of(questions_table([question], caveat="Beispieldaten"))[1][0] == "Was gilt? (Beispieldaten)"


def test_sentence_says_who_decided_when_and_why() -> None:
    assert said(DecisionKind.LINK, SIGNATURE) == (
        "Zugeordnet von Erika Beispiel am 22.11.2026: steht so im Katalog."
    )  # fmt: skip
