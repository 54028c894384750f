"""Decisions are fitted to the editions at hand: applied where they fit, refused where they no longer do."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import successors
from small_run import VOCABULARY, edition, measure

from pipeline import records
from pipeline.decide import (
    accept_in_comparison,
    accept_in_edition,
    corrections,
    edition_rows,
    link_wishes,
    logged,
    questions,
    sort_out,
)
from pipeline.decide.mentions import measure_of, mention_of
from pipeline.decision_lines import read_decisions
from pipeline.decisions import Choice, Decision, DecisionKind, Mention, questions_table
from pipeline.errors import DecisionUnfit
from pipeline.model import (
    ChangeKind,
    Comparison,
    Correction,
    Edition,
    Field,
    Finding,
    FurtherMeasure,
    Link,
    LinkWishes,
    Measure,
    Relation,
    Severity,
    Signature,
    Status,
)
from pipeline.normalise import corrected
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules

RULES = load_rules(Path(__file__).parent.parent / "templates", VOCABULARY)
SIGNATURE = Signature("Erika Beispiel", "2026-11-22", "so gedruckt")
OPEN_BRACKET = Finding(
    "bracket-open", Severity.INFO, "Maßnahme 2 (Seite 2): Klammer „(bis“ offen.", "2", 2, value="(bis"
)
GAP = Finding("number-gap", Severity.WARNING, "In der Zählung fehlt 4.", value="4")
OLD = edition(2023, (measure("1", 2023, "Beratung"), measure("2", 2023, "Kurse"), measure("3", 2023, "Lotsen")))
NEW = edition(
    2024,
    (
        measure("1", 2024, "Beratung für alle"),
        measure("2", 2024, "Kurse → online", extra=(("Kosten  in Euro", "1.000"),)),
        measure("3", 2024, "Lotsen"),
        measure("3", 2024, "Paten", uid="2024-3-b"),
        measure("", 2024, "Feste", uid="2024-ohne"),
    ),
    findings=(OPEN_BRACKET, GAP),
)


def decision(line: int, kind: DecisionKind, about: Mention, other: Mention | None = None, **values: object) -> Decision:
    return Decision(line, Choice(kind, about, other, **values), SIGNATURE)  # type: ignore[arg-type]


def link(line: int, kind: DecisionKind, old: str | None, new: str | None) -> Decision:
    return decision(line, kind, Mention(2023, old), Mention(2024, new))


def right(line: int, number: str, feature: str, read: str, value: str, occurrence: int | None = None) -> Decision:
    mention = Mention(2024, number, occurrence)
    return decision(line, DecisionKind.CORRECT, mention, feature=feature, read=read, right=value)


def accept(line: int, number: str | None, code: str = "bracket-open", read: str = "") -> Decision:
    return decision(line, DecisionKind.ACCEPT, Mention(2024, number), finding=code, read=read)


def _all_parts(lines: Sequence[Decision], old: Edition, new: Edition) -> None:
    needed, _ = sort_out(lines, [old.year, new.year])
    after = corrected(new, corrections(new, needed), VOCABULARY)
    link_wishes(old, accept_in_edition(after, needed), needed)


def complaint(*lines: Decision, old: Edition = OLD, new: Edition = NEW) -> str:
    """What is wrong with these lines, whichever part of the run finds it out."""
    with pytest.raises(DecisionUnfit) as caught:
        _all_parts(lines, old, new)
    message = str(caught.value)
    assert message.startswith("„entscheidungen.csv“, Zeile ")
    assert ": Bitte " in message
    return message


# --- which lines concern the run ------------------------------------------------------------------------------------


def test_line_about_an_edition_that_is_not_there_waits() -> None:
    past, present = decision(2, DecisionKind.ACCEPT, Mention(2022)), accept(3, "2")
    before = decision(4, DecisionKind.LINK, Mention(2022, "1"), Mention(2023, "1"))
    assert sort_out([past, present, before], [2023, 2024]) == ((present,), (past, before))


def test_line_about_an_edition_taken_out_of_the_middle_waits() -> None:
    line = link(2, DecisionKind.LINK, "1", "1")
    assert sort_out([line], [2023, 2025]) == ((), (line,))


def test_year_to_come_is_refused() -> None:
    assert "Zeile 2: Eine Ausgabe 2042 liegt nicht vor" in complaint(
        decision(2, DecisionKind.ACCEPT, Mention(2042), finding="number-gap")
    )


def test_editions_that_are_not_neighbours_are_refused() -> None:
    with pytest.raises(DecisionUnfit, match="2023 und 2025 werden nicht miteinander verglichen"):
        sort_out([decision(2, DecisionKind.LINK, Mention(2023, "1"), Mention(2025, "1"))], [2023, 2024, 2025])


# --- which measure is meant -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mention", "uid"),
    [
        (Mention(2024, "1"), "2024-1"),
        (Mention(2024, "1."), "2024-1"),
        (Mention(2024, "3", 2), "2024-3-b"),
        (Mention(2024, "3", None, "Paten"), "2024-3-b"),
        (Mention(2024, "1", None, "Beratung  für …"), "2024-1"),
        (Mention(2024, ""), "2024-ohne"),
    ],
)
def test_measure_is_found_by_number_occurrence_and_wording(mention: Mention, uid: str) -> None:
    assert measure_of(NEW, mention, accept(2, None)).uid == uid


def test_every_measure_is_found_by_the_name_that_questions_give_it() -> None:
    for each in NEW.measures:
        assert measure_of(NEW, mention_of(each, NEW), accept(2, None)) == each


@pytest.mark.parametrize(
    ("about", "fault"),
    [
        (Mention(2024, "99"), "Nr. 99 der Ausgabe 2024 gibt es in „2024-katalog.pdf“ nicht"),
        (Mention(2024, "3"), "Nr. 3 der Ausgabe 2024 steht 2-mal im Katalog"),
        (Mention(2024, "3", 3), "Nr. 3 (3. Vorkommen) der Ausgabe 2024 gibt es nicht"),
        (
            Mention(2024, "1", None, "Kurse"),
            "Nr. 1 der Ausgabe 2024 lautet nicht mehr „Kurse“, sondern „Beratung für alle“",
        ),
    ],
)
def test_measure_that_is_not_there_or_reads_otherwise_is_refused(about: Mention, fault: str) -> None:
    assert fault in complaint(
        decision(2, DecisionKind.CORRECT, about, feature="Status", read="Wird fortgesetzt", right="Abgeschlossen")
    )


def test_line_about_the_old_number_is_refused_when_a_new_print_numbers_anew() -> None:
    reprint = replace(NEW, measures=tuple(replace(each, number=f"A{each.number}") for each in NEW.measures))
    assert "Nr. 1 der Ausgabe 2024 gibt es" in complaint(link(2, DecisionKind.LINK, "1", "1"), new=reprint)


def test_line_with_the_wording_outlives_a_new_print_that_numbers_anew() -> None:
    """Even one that gives the old numbers to other measures."""
    *numbers, _ = (each.number for each in NEW.measures)
    turned = (replace(each, number=number) for each, number in zip(NEW.measures, ["8", *numbers], strict=True))
    reprint = replace(NEW, measures=tuple(turned), findings=())
    cafe = Mention(2024, "1", None, "Beratung für alle")
    assert measure_of(reprint, cafe, accept(2, None)).number == "8"
    long = measure("1", 2024, "Eröffnung eines Sprachcafés in der Stadtbücherei an jedem zweiten Samstag")
    moved = replace(NEW, measures=(*NEW.measures, replace(long, number="77")))
    assert measure_of(moved, mention_of(long, NEW), accept(2, None)).number == "77"


def test_accepted_finding_outlives_a_new_print_that_numbers_anew() -> None:
    renumbered = [replace(each, number=f"A{each.number}") for each in NEW.measures]
    reprint = replace(NEW, measures=tuple(renumbered), findings=(replace(OPEN_BRACKET, measure="A2"), GAP))
    about = mention_of(NEW.measures[1], NEW)
    line = decision(2, DecisionKind.ACCEPT, about, finding="bracket-open", read="(bis")
    assert accept_in_edition(reprint, [line]).findings[0].accepted == SIGNATURE


def test_short_beginning_is_not_enough_to_follow_a_measure_to_another_number() -> None:
    assert "lautet nicht mehr „Kurse …“" in complaint(
        decision(2, DecisionKind.CORRECT, Mention(2024, "1", None, "Kurse …"), feature="Status", read="x", right="y")
    )


# --- values ---------------------------------------------------------------------------------------------------------


def set_right(edition: Edition, *lines: Decision) -> Edition:
    return corrected(edition, corrections(edition, lines), VOCABULARY)


def test_corrected_status_is_typed_like_one_that_was_read() -> None:
    after = set_right(NEW, right(2, "1", "Status", "Wird fortgesetzt", "Abgeschlossen, Fortsetzung ab 2026 geplant"))
    assert (after.measures[0].status, after.measures[0].follow_up) == (Status.COMPLETED, Status.PLANNED)
    assert after.measures[0].due is not None
    assert [each.status_text for each in after.measures[1:]] == [each.status_text for each in NEW.measures[1:]]


def test_corrected_text_and_actors_are_typed_like_those_that_were_read() -> None:
    after = set_right(
        NEW,
        right(2, "1", "Maßnahme", "Beratung für alle", "Beratung\n→ Start im Mai"),
        right(3, "1", "Akteurinnen und Akteure", "Jobcenter", "Jobcenter, Helferkreise"),
    )
    assert after.measures[0].progress_notes == ("Start im Mai",)
    assert [actor.name for actor in after.measures[0].actors] == ["Jobcenter", "Helferkreise"]


def test_further_column_is_corrected_under_its_printed_title() -> None:
    after = set_right(NEW, right(2, "2", "kosten in euro", "1.000", "10.000"))
    assert after.measures[1].extra == (("Kosten  in Euro", "10.000"),)
    assert after.measures[1].corrections == (Correction("Kosten  in Euro", "1.000", "10.000", SIGNATURE),)


def test_corrected_number_gives_the_measure_its_name_and_later_lines_their_handle() -> None:
    after = set_right(
        NEW,
        right(2, "3", "Nr.", "3", "4", occurrence=2),
        right(3, "4", "Ziel", "In Arbeit vermitteln", "Begleiten"),
    )
    assert [(each.uid, each.number) for each in after.measures[2:4]] == [("2024-3", "3"), ("2024-4", "4")]
    assert after.measures[3].goal == "Begleiten"


def test_corrected_number_leaves_an_inherited_uid_alone() -> None:
    heir = replace(NEW, measures=(replace(NEW.measures[0], uid="2019-8"), *NEW.measures[1:]))
    assert set_right(heir, right(2, "1", "Nr.", "1", "11")).measures[0].uid == "2019-8"


def test_corrected_field_of_action_that_nobody_printed_stands_behind_its_first_one() -> None:
    after = set_right(NEW, right(2, "1", "Handlungsfeld", "Arbeit", "Wohnen"))
    assert [field.name for field in after.fields] == ["Arbeit", "Wohnen"]


def test_what_was_read_stays_beside_the_right_value() -> None:
    after = set_right(NEW, right(2, "1", "Status", "Wird  fortgesetzt", "Abgeschlossen"))
    assert after.measures[0].corrections == (
        Correction("Status", "Wird fortgesetzt", "Abgeschlossen", SIGNATURE),
    )  # fmt: skip


def test_correcting_corrected_records_changes_nothing() -> None:
    lines = (
        right(2, "1", "Status", "Wird fortgesetzt", "Abgeschlossen"),
        right(3, "3", "Nr.", "3", "4", occurrence=2),
        right(4, "1", "Ziel", "In Arbeit vermitteln", "(neues Ziel"),
    )
    once = set_right(NEW, *lines)
    assert set_right(once, *lines) == once
    assert set_right(once) == once


def test_corrected_once_more_keeps_what_was_read_at_first() -> None:
    once = set_right(NEW, right(2, "1", "Status", "Wird fortgesetzt", "Abgeschlossen"))
    again = set_right(once, right(2, "1", "Status", "Wird fortgesetzt", "Entfällt"))
    assert again.measures[0].corrections == (Correction("Status", "Wird fortgesetzt", "Entfällt", SIGNATURE),)
    assert again.measures[0].status is Status.CANCELLED


def test_findings_that_a_correction_settles_go_and_those_it_brings_about_come() -> None:
    before = set_right(NEW, right(2, "1", "Status", "Wird fortgesetzt", "Läuft schon irgendwie"))
    assert "status-unknown" in before.measures[0].findings
    after = set_right(before, right(2, "1", "Status", "Wird fortgesetzt", "Abgeschlossen"))
    assert "status-unknown" not in {finding.code for finding in after.findings}
    assert {OPEN_BRACKET, GAP} <= set(after.findings)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([right(2, "1", "Farbe", "rot", "grün")], "Das Merkmal „Farbe“ gibt es bei Nr. 1 der Ausgabe 2024 nicht"),
        ([right(2, "1", "Status", "Läuft", "Fertig")], "jetzt „Wird fortgesetzt“ gelesen, nicht „Läuft“"),
        ([right(2, "1", "Status", "", "Fertig")], "jetzt „Wird fortgesetzt“ gelesen, nicht „“"),
        ([right(2, "1", "Status", "Wird fortgesetzt", "Fertig")] * 2, ""),
    ],
)
def test_correction_that_no_longer_fits_is_refused(lines: list[Decision], fault: str) -> None:
    numbered = [replace(line, line=at) for at, line in enumerate(lines, start=2)]
    assert (fault or "Zeile 3: Zeile 2 sagt schon dasselbe") in complaint(*numbered)


def test_two_corrections_of_one_value_are_refused() -> None:
    one, other = (
        right(at, "1", "Status", "Wird fortgesetzt", value) for at, value in ((2, "Abgeschlossen"), (3, "Entfällt"))
    )
    assert "Zeile 3: Zeile 2 berichtigt denselben Wert anders" in complaint(one, other)


def test_value_with_a_sign_that_old_excel_lacks_is_known_again_but_not_set_right_with_a_question_mark() -> None:
    line = replace(right(2, "2", "Maßnahme", "Kurse ? online", "Kurse im Netz"), lossy=True)
    assert set_right(NEW, line).measures[1].text == "Kurse im Netz"
    spoilt = replace(right(2, "2", "Maßnahme", "Kurse ? online", "Kurse ? im Netz"), lossy=True)
    assert "als „CSV UTF-8" in complaint(spoilt)


# --- texts outside the measures -------------------------------------------------------------------------------------

MISREAD = replace(
    NEW,
    title="Maßnahmenkatalo 2024",
    fields=(Field("Arbeti", ("Alle haben Arbeit.", "Alle wohnen.")), Field("Arbeit", ("Niemand muss warten.",))),
    measures=tuple(replace(each, field_of_action="Arbeti") for each in NEW.measures),
    further_measures=(FurtherMeasure("Arbeti", "Fest der Kulturen"), FurtherMeasure("Arbeti", "Seite 7")),
    remarks=("Stand Mai", "Entwurf"),
)


def text(line: int, feature: str, read: str, value: str) -> Decision:
    return decision(line, DecisionKind.CORRECT, Mention(2024), feature=feature, read=read, right=value)


def test_texts_of_the_catalogue_are_set_right() -> None:
    after = set_right(
        MISREAD,
        text(2, "Titel", "Maßnahmenkatalo 2024", "Maßnahmenkatalog 2024"),
        text(3, "Vision", "Alle wohnen.", "Alle wohnen gut."),
        text(4, "Weitere Maßnahme", "Seite 7", ""),
        text(5, "Anmerkung", "Entwurf", "Endfassung"),
    )
    assert (after.title, after.remarks) == ("Maßnahmenkatalog 2024", ("Stand Mai", "Endfassung"))
    assert after.fields[0].visions == ("Alle haben Arbeit.", "Alle wohnen gut.")
    assert [further.text for further in after.further_measures] == ["Fest der Kulturen"]
    rows = [(row.feature, row.value_old, row.value_new) for row in edition_rows(after, is_old=False)]
    assert rows[2] == ("Weitere Maßnahme", "Seite 7", "")


def test_heading_set_right_takes_its_measures_along_and_joins_its_namesake() -> None:
    line = text(2, "Handlungsfeld", "Arbeti", "Arbeit")
    after = set_right(MISREAD, line)
    assert after.fields == (Field("Arbeit", ("Alle haben Arbeit.", "Alle wohnen.", "Niemand muss warten.")),)
    assert {each.field_of_action for each in after.measures} == {"Arbeit"}
    assert {each.field_of_action for each in after.further_measures} == {"Arbeit"}


def test_texts_set_right_twice_and_texts_set_right_anew_keep_what_was_read() -> None:
    once = set_right(MISREAD, text(2, "Anmerkung", "Entwurf", "Endfassung"))
    assert set_right(once, text(2, "Anmerkung", "Entwurf", "Endfassung")) == once
    again = set_right(once, text(2, "Anmerkung", "Entwurf", "Beschluss"))
    assert again.remarks == ("Stand Mai", "Beschluss")
    assert again.corrections == (Correction("Anmerkung", "Entwurf", "Beschluss", SIGNATURE),)


def test_corrections_come_back_from_the_records() -> None:
    after = set_right(
        MISREAD,
        text(2, "Titel", "Maßnahmenkatalo 2024", "Maßnahmenkatalog 2024"),
        right(3, "1", "Status", "Wird fortgesetzt", "Abgeschlossen"),
    )
    after = accept_in_edition(after, [accept(4, "2")])
    assert records.from_json(records.to_json(after), "katalog.json") == after


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            [text(2, "Vision", "Alle singen.", "x")],
            "Als „Vision“ steht „Alle singen.“ nicht (mehr)",
        ),
        ([text(2, "Titel", "Integrationskonzept", "x"), text(3, "Titel", "Integrationskonzept", "y")], "anders"),
    ],
)
def test_text_that_is_not_there_or_set_right_twice_is_refused(lines: list[Decision], fault: str) -> None:
    assert fault in complaint(*lines)


# --- links ----------------------------------------------------------------------------------------------------------

LINK, PART, CONFIRM = DecisionKind.LINK, DecisionKind.PART, DecisionKind.CONFIRM


def test_lines_become_wishes_by_uid() -> None:
    wishes = link_wishes(
        OLD, NEW,
        [link(2, LINK, "1", "2"), link(3, PART, "2", "1"), link(4, CONFIRM, None, "1"), link(5, LINK, "3", None)],
    )  # fmt: skip
    assert wishes.required == {("2023-1", "2024-2"), ("", "2024-1"), ("2023-3", "")}
    assert wishes.forbidden == {("2023-2", "2024-1")}
    assert wishes.reasons["2023-2", "2024-1"] == (
        "Alte Nr. 2 und neue Nr. 1 getrennt von Erika Beispiel am 22.11.2026: so gedruckt."
    )
    assert wishes.reasons["2023-1", "2024-2"] == "Zugeordnet von Erika Beispiel am 22.11.2026: so gedruckt."


def test_splits_and_mergers_can_be_set() -> None:
    assert len(link_wishes(OLD, NEW, [link(2, LINK, "1", "1"), link(3, LINK, "1", "2")]).required) == 2
    assert len(link_wishes(OLD, NEW, [link(2, LINK, "1", "1"), link(3, LINK, "2", "1")]).required) == 2


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([(LINK, "1", "1"), (CONFIRM, "1", "1")], "Zeile 2 sagt schon dasselbe"),
        ([(PART, "1", "1"), (PART, "1.", "1")], "Zeile 2 sagt schon dasselbe"),
        ([(LINK, "1", "1"), (PART, "1", "1")], "Zeile 2 sagt das Gegenteil"),
        ([(PART, "1", "1"), (LINK, "1", "1")], "Zeile 2 sagt das Gegenteil"),
        ([(LINK, "1", "1"), (LINK, None, "1")], "dass dieselbe Maßnahme ein Gegenstück hat"),
        ([(LINK, "1", None), (LINK, "1", "1")], "dass dieselbe Maßnahme kein Gegenstück hat"),
        ([(LINK, "1", "1"), (LINK, "1", "2"), (LINK, "2", "1")], "Zusammen mit Zeile 2"),
        ([(LINK, "1", "1"), (LINK, "2", "2"), (LINK, "1", "2")], "zugleich aufgeteilt und zusammengeführt"),
        ([(LINK, "1", "1"), (LINK, "9", "2")], "Nr. 9 der Ausgabe 2023 gibt es"),
    ],
)
def test_lines_that_contradict_or_repeat_each_other_are_refused(
    lines: list[tuple[DecisionKind, str | None, str | None]], fault: str
) -> None:
    last = len(lines) + 1
    message = complaint(*(link(at, *line) for at, line in enumerate(lines, start=2)))
    assert message.startswith(f"„entscheidungen.csv“, Zeile {last}: ")
    assert fault in message


# --- findings -------------------------------------------------------------------------------------------------------


def test_accepted_finding_is_signed() -> None:
    after = accept_in_edition(NEW, [accept(2, "2"), accept(3, None, "number-gap", GAP.message)])
    assert [finding.accepted for finding in after.findings] == [SIGNATURE, SIGNATURE]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([accept(2, "1")], "Einen Befund „bracket-open“ gibt es dazu nicht (mehr)"),
        ([accept(2, "2", "ledger-open")], "Einen Befund „ledger-open“ gibt es dazu nicht (mehr)"),
        (
            [accept(2, "2", read="(ab")],
            "offen.“ Angenommen war „(ab“: Bitte im Katalog nachsehen, dann unter „wert_gelesen“ „(bis“ eintragen oder",
        ),
        ([accept(2, "2", read="Maßnahme 2: Klammer „(ab“ offen.")], "betrifft jetzt etwas anderes"),
        ([accept(2, "2"), accept(3, "2")], "Zeile 3: Zeile 2 nimmt denselben Befund schon an"),
    ],
)
def test_acceptance_that_no_longer_fits_is_refused(lines: list[Decision], fault: str) -> None:
    assert fault in complaint(*lines)


def test_acceptance_without_wording_must_mean_one_finding() -> None:
    twice = replace(NEW, findings=(OPEN_BRACKET, replace(OPEN_BRACKET, message="Noch eine.", value="(im")))
    assert "worum es geht („(bis“ oder „(im“)" in complaint(accept(2, "2"), new=twice)
    after = accept_in_edition(twice, [accept(2, "2", read="(im")])
    assert [bool(finding.accepted) for finding in after.findings] == [False, True]


def test_acceptance_outlives_other_words_for_the_same_finding() -> None:
    reworded = replace(NEW, findings=(replace(OPEN_BRACKET, message="Hier fehlt etwas."), GAP))
    (first, _) = accept_in_edition(reworded, [accept(2, "2", read="(bis")]).findings
    assert first.accepted == SIGNATURE


@pytest.mark.parametrize(
    ("told", "now"),
    [
        (OPEN_BRACKET.message, OPEN_BRACKET),
        (OPEN_BRACKET.message, replace(OPEN_BRACKET, message="Hier fehlt etwas.")),
        (OPEN_BRACKET.message, replace(OPEN_BRACKET, value="")),
        ("(bis", replace(OPEN_BRACKET, value="")),
    ],
    ids=["same words", "other words", "in old records", "new line, old records"],
)
def test_acceptance_by_the_message_as_it_used_to_be_is_understood(told: str, now: Finding) -> None:
    edition_now = replace(NEW, findings=(now,))
    assert accept_in_edition(edition_now, [accept(2, "2", read=told)]).findings[0].accepted == SIGNATURE


def test_finding_about_a_page_is_accepted_for_this_page_alone() -> None:
    pages = [Finding("page-empty", Severity.WARNING, f"Seite {page} ist leer.", page=page) for page in (3, 4)]
    after = accept_in_edition(replace(NEW, findings=tuple(pages)), [accept(2, None, "page-empty", "Seite 4")])
    assert [bool(finding.accepted) for finding in after.findings] == [False, True]


# --- the change log -------------------------------------------------------------------------------------------------


def compared(links: Sequence[Link], findings: Sequence[Finding] = (), old: Edition = OLD) -> Comparison:
    return Comparison(old, NEW, tuple(links), (), tuple(findings))


def joined(old: Measure, new: Measure, **values: object) -> Link:
    plain = Link(Relation.CONTINUED, old, new, "Wortlaut ähnlich", 0.8, "ähnlich")
    return replace(plain, **values)  # type: ignore[arg-type]


def test_every_decision_about_values_and_findings_is_a_row_of_the_change_log() -> None:
    after = set_right(NEW, right(2, "1", "Status", "Wird fortgesetzt", "Abgeschlossen"))
    after = accept_in_edition(after, [accept(3, "2")])
    rows = edition_rows(after, is_old=False)
    assert [(row.kind, row.number_new, row.feature, row.value_old, row.value_new, row.method) for row in rows] == [
        (ChangeKind.DECIDED, "1", "Status", "Wird fortgesetzt", "Abgeschlossen", "manuell"),
        (ChangeKind.DECIDED, "2", "Befund", OPEN_BRACKET.message, "angenommen", "manuell"),
    ]
    assert rows[0].reason == "Berichtigt von Erika Beispiel am 22.11.2026: so gedruckt."
    assert (rows[0].source_new, rows[0].page_new, rows[0].source_old) == ("2024-katalog.pdf", 2, "")
    assert edition_rows(after, is_old=True)[0].source_old == "2024-katalog.pdf"


def test_every_decision_about_links_is_a_row_of_the_change_log() -> None:
    comparison = compared([joined(OLD.measures[0], NEW.measures[0], method="manuell")])
    rows = logged(comparison, [link(2, CONFIRM, "1", "1"), link(3, PART, "2", "2")], is_first=True).decisions
    assert [(row.number_old, row.number_new, row.feature, row.value_new) for row in rows] == [
        ("1", "1", "Zuordnung", "fortgeführt"),
        ("2", "2", "Zuordnung", "nicht dieselbe Maßnahme"),
    ]


def test_older_edition_tells_its_decisions_once() -> None:
    old = accept_in_edition(
        replace(OLD, findings=(GAP,)), [decision(2, DecisionKind.ACCEPT, Mention(2023), finding=GAP.code)]
    )
    first, later = (logged(compared([], old=old), [], is_first=is_first).decisions for is_first in (True, False))
    assert [(row.source_old, row.value_new) for row in first] == [("2023-katalog.pdf", "angenommen")]
    assert later == ()


# --- open questions -------------------------------------------------------------------------------------------------

TIE = Finding("link-tie", Severity.WARNING, "Es passt fast ebenso.", "1", 2)


def asked(comparison: Comparison) -> list[tuple[str, str | None, str | None]]:
    return [
        (choice.kind.value, choice.about.number, choice.other.number if choice.other else None)
        for question in questions([], [comparison])
        for choice in question.choices
    ]


def test_near_tie_asks_for_each_candidate() -> None:
    one, two = NEW.measures[:2]
    tie = joined(OLD.measures[0], one, alternatives=((OLD.measures[0], two),), doubt=TIE.message)
    assert asked(compared([tie], [TIE])) == [
        ("bestätigen", "1", "1"),
        ("trennen", "1", "1"),
        ("zuordnen", "1", "2"),
    ]


def test_doubtful_link_is_asked_and_a_sure_one_or_a_decided_one_is_not() -> None:
    doubtful = joined(OLD.measures[0], NEW.measures[0], certainty=0.5)
    assert asked(compared([doubtful])) == [("bestätigen", "1", "1"), ("trennen", "1", "1")]
    assert asked(compared([replace(doubtful, certainty=0.8)])) == []
    assert asked(compared([replace(doubtful, method="manuell")])) == []


def test_dropped_and_new_measure_that_are_near_each_other_are_asked_once() -> None:
    pair = (OLD.measures[0], NEW.measures[0])
    gone = Link(Relation.DROPPED, pair[0], None, "ohne Gegenstück", 0.65, "", alternatives=(pair,))
    come = Link(Relation.NEW, None, pair[1], "ohne Gegenstück", 0.65, "", alternatives=(pair,))
    assert asked(compared([come, gone])) == [("zuordnen", "1", "1"), ("trennen", "1", "1")]


def test_accepted_near_tie_is_asked_no_more() -> None:
    tie = joined(OLD.measures[0], NEW.measures[0], doubt=TIE.message)
    answered = accept_in_comparison(
        compared([tie], [TIE]),
        [decision(2, DecisionKind.ACCEPT, Mention(2023), Mention(2024, "1"), finding="link-tie")],
    )
    assert asked(answered) == []


def test_finding_is_asked_until_it_is_accepted_the_urgent_ones_first() -> None:
    found = questions([NEW], [])
    assert [question.text for question in found] == [GAP.message, OPEN_BRACKET.message]
    lines = read_decisions(signed(questions_table(found)))
    assert questions([accept_in_edition(NEW, lines)], []) == ()


def test_two_documents_of_one_year_raise_no_question() -> None:
    assert questions([NEW, NEW], [Comparison(NEW, NEW, (), (), (GAP,))]) == ()


def test_finding_about_a_value_offers_its_correction() -> None:
    unknown = Finding(
        "status-unknown", Severity.WARNING, "Die Statusangabe „Läuft“ ist unbekannt.", "1", 2, value="Läuft"
    )
    (question,) = questions([replace(NEW, findings=(unknown,))], [])
    assert [(choice.kind, choice.feature, choice.read) for choice in question.choices] == [
        (DecisionKind.ACCEPT, "", "Läuft"),
        (DecisionKind.CORRECT, "Status", "Wird fortgesetzt"),
    ]


def test_value_in_question_is_the_one_that_holds_the_words_of_the_finding() -> None:
    found = Finding("bracket-open", Severity.INFO, "im Text ist eine Klammer offen.", "2", 2, value="… → online")
    (question,) = questions([replace(NEW, findings=(found,))], [])
    assert [choice.feature for choice in question.choices] == ["", "Maßnahme"]


def test_questions_answered_with_wishes_fit_the_editions_they_came_from() -> None:
    old, one, other_one = OLD.measures[2], *NEW.measures[2:4]
    tie = joined(old, other_one, alternatives=((old, one),), doubt=TIE.message)
    confirm, _, other = read_decisions(signed(questions_table(questions([], [compared([tie], [TIE])]))))
    assert link_wishes(OLD, NEW, [confirm, other]).required == {("2023-3", "2024-3-b"), ("2023-3", "2024-3")}
    assert link_wishes(OLD, NEW, []) == LinkWishes()


def signed(file: bytes) -> bytes:
    """The questions with reason, name and date filled in, as far as they need nothing else."""
    return file.replace(b";;;\r\n", b";Grund;Erika Beispiel;22.11.2026\r\n")


# --- whole editions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [2, 3])
def test_questions_answered_truthfully_mend_the_crosswalk_and_are_asked_no_more(seed: int) -> None:
    """Heavily reworded successors: the answers take away wrong links, break no right one, and settle the matter."""
    first = successors.base(seed)
    made = successors.successor(first, seed, 0.5)
    truth = {(old, new) for old, new, _ in made.truth}
    before = reconcile(first, made.edition, RULES)
    asked_first = [choice for question in questions([], [before]) for choice in question.choices]
    answers = {choice for choice in asked_first if choice.other and _holds(choice, truth)}
    assert answers

    lines = [Decision(at, choice, SIGNATURE) for at, choice in enumerate(sorted(answers, key=str), start=2)]
    after = reconcile(first, made.edition, RULES, link_wishes(first, made.edition, lines))

    assert _wrong(after, truth) <= _wrong(before, truth)
    asked_again = {choice for question in questions([], [after]) for choice in question.choices}
    assert not asked_again & set(asked_first)


def _holds(choice: Choice, truth: set[tuple[str, str]]) -> bool:
    pair = choice.about.number or "", (choice.other.number or "") if choice.other else ""
    return (pair in truth) == (choice.kind is not DecisionKind.PART)


def _wrong(comparison: Comparison, truth: set[tuple[str, str]]) -> int:
    found = {
        (each.old.number if each.old else "", each.new.number if each.new else "") for each in comparison.links
    }  # fmt: skip
    return len(found ^ truth)


def test_note_about_a_document_as_a_whole_is_no_question() -> None:
    note = Finding("paragraph-doubtful", Severity.INFO, "Absätze sind nicht zu erkennen.")
    warning = replace(note, severity=Severity.WARNING)
    editions = [replace(NEW, findings=(found,)) for found in (note, warning)]
    assert [len(questions([each], ())) for each in editions] == [0, 1]
