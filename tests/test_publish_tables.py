"""The CSV files as people and programs receive them."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
from small_run import CHANGES, FIRST_RECORD, LINKS, NEW, OLD, VOCABULARY, edition, measure

from pipeline.model import Finding, Place, Severity
from pipeline.publish import baseline_files
from pipeline.publish.columns import CHANGES as CHANGE_COLUMNS
from pipeline.publish.columns import CROSSWALK as CROSSWALK_COLUMNS
from pipeline.publish.columns import names
from pipeline.publish.tables import SAMPLE, changes_name, changes_table, crosswalk_name, crosswalk_table, measures_table
from pipeline.spreadsheet import cells_of, records_of


def test_columns_of_crosswalk_and_change_log_are_the_contract() -> None:
    assert ";".join(names(CROSSWALK_COLUMNS)) == (
        "nr_alt;nr_neu;uid;beziehung;verfahren;sicherheit;zweitbeste;begruendung"
    )
    assert ";".join(names(CHANGE_COLUMNS)) == (
        "lfd_nr;uid;aenderungsart;nr_alt;nr_neu;handlungsfeld;merkmal;wert_alt;wert_neu;bewertung;quelle_alt;seite_alt;"
        "quelle_neu;seite_neu;verfahren;sicherheit;begruendung;unterschied;ort_alt;ort_neu"
    )


def test_file_names_are_the_contract() -> None:
    assert crosswalk_name(2023, 2024) == "Abgleich_2023-2024.csv"
    assert changes_name(2024, 2023) == "Aenderungsprotokoll_2023-2024.csv"
    assert list(baseline_files(OLD, FIRST_RECORD)) == ["Aenderungsprotokoll_2023.csv"]


def test_a_measure_is_written_in_full() -> None:
    row = records_of(measures_table(NEW, VOCABULARY.label))[1]

    assert row == {
        "nr": "2", "uid": "2023-2", "handlungsfeld": "Arbeit", "ziel": "In Arbeit vermitteln", "massnahme": "Kurse",
        "fortschrittsnotizen": "", "akteure": "Jobcenter", "status_wortlaut": "Wird fortgesetzt",
        "status": "in_progress", "status_bezeichnung": "In Umsetzung", "folge": "", "termin_art": "im",
        "termin_jahr": "2024", "termin_monat": "3", "termin_jahreszeit": "",
            "termin_abschnitt": "", "termin_jahr_bis": "", "ausgabe": "2024 (Beispieldaten)",
        "datei": "2024-katalog.pdf", "seite": "2", "stelle": "Kasten 50 | 60,2 – 780 | 100", "befunde": "",
        "Kosten": "",
    }  # fmt: skip


def test_every_part_of_a_row_that_runs_over_a_page_has_its_spot() -> None:
    row = records_of(measures_table(NEW, VOCABULARY.label))[4]

    assert (row["seite"], row["stelle"]) == ("3", "Zeilen 12–15\nSeite 4: Zeile 1")


def test_findings_are_told_in_words() -> None:
    assert records_of(measures_table(OLD, VOCABULARY.label))[2]["befunde"] == "Maßnahme 3 (Seite 2): Klammer offen."


def test_a_finding_of_a_namesake_on_another_page_is_not_mixed_up() -> None:
    twice = edition(
        2023,
        (measure("1", 2023, "A"), measure("1", 2023, "B", places=(Place(5),), findings=("cell-empty",))),
        findings=(Finding("number-twice", Severity.WARNING, "Zweimal vergeben.", "1", 2),),
    )

    assert [row["befunde"] for row in records_of(measures_table(twice, VOCABULARY.label))] == [
        "Zweimal vergeben.",
        "cell-empty",
    ]


def test_further_columns_keep_their_printed_titles_and_never_take_ours() -> None:
    extra = (("Kosten\nin €", "5"), ("status", "offen"), ("", "x"), ("=A1", "y"), ("Kosten in €", "6"))
    content = measures_table(edition(2023, (measure("1", 2023, "A", extra=extra),)), VOCABULARY.label)

    assert cells_of(content)[0][-4:] == ["Kosten in €", "status (Katalog)", "ohne Titel", "'=A1"]
    assert list(records_of(content)[0].values())[-4:] == ["5\n6", "offen", "x", "y"]


def test_a_link_is_written_in_full() -> None:
    rows = records_of(crosswalk_table(LINKS, caveat=""))

    assert list(rows[0].values()) == [
        "1", "3.2", "2023-1", "fortgeführt", "Wortlaut", "0,973", "12", "Der Wortlaut ist fast gleich.",
    ]  # fmt: skip
    assert (rows[5]["nr_alt"], rows[5]["nr_neu"], rows[5]["uid"]) == ("5", "", "2023-5")
    assert (rows[6]["nr_alt"], rows[6]["nr_neu"], rows[6]["uid"]) == ("", "5", "2024-5")


def test_changes_are_numbered_from_one() -> None:
    rows = records_of(changes_table(CHANGES, caveat=""))

    assert [row["lfd_nr"] for row in rows] == [str(number) for number in range(1, len(CHANGES) + 1)]
    assert list(rows[0].values()) == [
        "1", "2023-1", "Statuswechsel", "1", "3.2", "Arbeit", "Maßnahme", "alt", "neu", "Fortschritt",
        "2023-katalog.pdf", "2", "", "2", "", "0,973", "", "", "", "",
    ]  # fmt: skip


def test_tables_made_with_a_sample_say_so() -> None:
    for content in (crosswalk_table(LINKS, caveat=SAMPLE), changes_table(CHANGES, caveat=SAMPLE)):
        assert all(row["begruendung"].endswith("(Beispieldaten)") for row in records_of(content))
    assert all(row["ausgabe"] == "2023" for row in records_of(measures_table(OLD, VOCABULARY.label)))


def test_a_first_edition_is_registered_measure_by_measure() -> None:
    rows = records_of(baseline_files(OLD, FIRST_RECORD)["Aenderungsprotokoll_2023.csv"])

    assert [(row["aenderungsart"], row["nr_alt"], row["nr_neu"]) for row in rows] == [
        ("Ersterfassung", "", number) for number in "12345"
    ]
    assert rows[4]["wert_neu"] == "=1+1"


def test_pandas_reads_certainty_as_a_number_and_numbers_as_text() -> None:
    content = crosswalk_table(LINKS, caveat="")
    frame = pd.read_csv(BytesIO(content), sep=";", decimal=",", dtype={"nr_alt": str, "nr_neu": str})

    assert frame["sicherheit"].tolist() == [0.973] * len(LINKS)
    assert frame["nr_neu"].str.strip().tolist()[:3] == ["3.2", "2", "3"]


def test_same_edition_same_bytes_whatever_its_finding_codes() -> None:
    again = replace(OLD, measures=tuple(replace(each) for each in OLD.measures))

    assert measures_table(OLD, VOCABULARY.label) == measures_table(again, VOCABULARY.label)
