"""What the review sheet offers is what `entscheidungen.csv` takes: every line, once signed, says what it says."""

from dataclasses import replace

from small_run import COMPARISON, NEW, OLD

from pipeline.decide import offers, questions
from pipeline.decision_lines import read_decisions
from pipeline.decisions import COLUMNS, DecisionKind, Offer
from pipeline.spreadsheet import as_csv, records_of

ASKED = questions((OLD, NEW), (COMPARISON,))
ALL = offers((OLD, NEW), (COMPARISON,), ASKED)


def signed(offer: Offer) -> bytes:
    """The offered line below the column names, with what a person adds."""
    heads = as_csv(COLUMNS, [])
    (row,) = records_of(heads + offer.line.encode() + b"\r\n")
    row |= {"begruendung": "Im Katalog nachgesehen.", "name": "Prüfstelle", "datum": "22.11.2026"}
    if offer.choice.kind is DecisionKind.CORRECT:
        row["wert_richtig"] = "anders"
    return as_csv(COLUMNS, [[row[column] for column in COLUMNS]])


def test_an_offered_line_is_read_as_what_was_offered() -> None:
    for offer in ALL:
        (decision,) = read_decisions(signed(offer))
        right = "anders" if offer.choice.kind is DecisionKind.CORRECT else ""
        assert decision.choice == replace(offer.choice, right=right)


def test_every_link_and_every_value_of_both_editions_can_be_decided() -> None:
    linked = sum(link.old is not None and link.new is not None for link in COMPARISON.links)
    kinds = [offer.choice.kind for offer in ALL]
    assert kinds.count(DecisionKind.CONFIRM) == linked
    assert kinds.count(DecisionKind.PART) >= linked
    values = {(offer.uid, offer.choice.feature) for offer in ALL if offer.choice.kind is DecisionKind.CORRECT}
    assert ("2023-1", "Kosten") in values
    assert {uid for uid, _ in values} == {each.uid for each in (*OLD.measures, *NEW.measures)}


def test_every_answer_to_an_open_question_is_offered() -> None:
    answers = {choice for question in ASKED for choice in question.choices}
    assert answers <= {offer.choice for offer in ALL}


def test_editions_of_one_year_cannot_be_told_apart_and_offer_nothing() -> None:
    assert offers((OLD, replace(NEW, year=OLD.year)), (COMPARISON,), ()) == ()
