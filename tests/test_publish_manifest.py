"""The sums of a run and the manifest that records them."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from small_run import CHANGES, COMPARISON, FIRST_RECORD, LINKS, NEW, OLD, RUN, VOCABULARY, edition, files, measure

from pipeline.errors import CheckFailed
from pipeline.model import ChangeKind, Comparison, Finding, Ledger, Relation, Severity
from pipeline.publish import MANIFEST, assertions, baseline_files, comparison_files, manifest, records_files, require
from pipeline.publish.check import Assertion, new_parts, old_parts, report_assertions
from pipeline.publish.manifest import sealed, unsealed
from pipeline.publish.report import contents


def failed(comparison: Comparison) -> list[str]:
    return [check.name for check in assertions((), (comparison,), {}) if not check.ok]


def test_sums_of_a_sound_run_come_out() -> None:
    checks = assertions(RUN.editions, RUN.comparisons, files())

    assert [check.name for check in checks if not check.ok] == []
    assert len(checks) == 4 + 11 + 4


def test_every_old_and_new_measure_is_counted_once() -> None:
    old, new = old_parts(LINKS), new_parts(LINKS)

    assert (old.kept, old.merged, old.split, old.apart, old.total) == (1, 2, 1, 1, 5)
    assert (new.kept, new.merged, new.split, new.apart, new.total) == (1, 1, 2, 1, 5)


@pytest.mark.parametrize("gone", range(len(LINKS)))
def test_a_missing_link_is_noticed(gone: int) -> None:
    links = LINKS[:gone] + LINKS[gone + 1 :]

    assert failed(replace(COMPARISON, links=links))


def test_a_measure_linked_twice_is_noticed() -> None:
    twice = replace(LINKS[0], new=NEW.measures[4])

    assert "2023-2024: Maßnahmen 2023 = fortgeführt + zusammengeführt + aufgeteilt + entfallen" in failed(
        replace(COMPARISON, links=(*LINKS, twice))
    )


def test_a_measure_both_split_and_merged_counts_once() -> None:
    both = replace(LINKS[1], relation=Relation.MERGED, new=NEW.measures[3])

    assert old_parts((*LINKS, both)).total == len(OLD.measures)


def test_a_link_without_its_side_is_noticed() -> None:
    half = replace(LINKS[0], new=None)

    assert "2023-2024: jede Beziehung hat ihre Seiten" in failed(replace(COMPARISON, links=(half, *LINKS[1:])))


@pytest.mark.parametrize("kind", [ChangeKind.NEW, ChangeKind.DROPPED, ChangeKind.SPLIT, ChangeKind.MERGED])
def test_what_the_crosswalk_says_and_the_change_log_does_not_is_noticed(kind: ChangeKind) -> None:
    fewer = tuple(change for change in CHANGES if change.kind is not kind)

    assert len(failed(replace(COMPARISON, changes=fewer))) == 1


def test_a_measure_without_number_is_found_in_the_change_log() -> None:
    nameless = replace(NEW.measures[4], number="")
    links = (*LINKS[:-1], replace(LINKS[-1], new=nameless))
    changes = tuple(replace(change, number_new="") if change.uid == nameless.uid else change for change in CHANGES)
    new = replace(NEW, measures=(*NEW.measures[:4], nameless))

    assert failed(replace(COMPARISON, new=new, links=links, changes=changes)) == []


def test_a_row_missing_in_a_table_is_noticed() -> None:
    written = comparison_files(COMPARISON)
    short = {name: content.rsplit(b"\r\n", 2)[0] + b"\r\n" for name, content in written.items()}

    assert [check.ok for check in assertions((), (COMPARISON,), short)].count(False) == 2


def test_two_measures_with_one_uid_are_noticed() -> None:
    twins = edition(2023, (measure("1", 2023, "A"), measure("2", 2023, "B", uid="2023-1")))

    assert [check.ok for check in assertions((twins,), (), {})] == [False, True]


def test_left_over_characters_are_an_error_only_if_no_finding_reports_them() -> None:
    ledger = Ledger(printed=10, measures=8, unplaced=2)
    finding = Finding("ledger-open", Severity.ERROR, "Zwei Zeichen fehlen.")
    silent, told = (edition(2023, (), ledger=ledger, findings=found) for found in ((), (finding,)))

    assert [check.ok for check in assertions((silent,), (), {})] == [True, False]
    assert [check.ok for check in assertions((told,), (), {})] == [True, True]


def test_a_first_edition_registers_every_measure() -> None:
    written = {
        **baseline_files(OLD, FIRST_RECORD),
        "2023/massnahmen.csv": records_files(OLD, VOCABULARY)["massnahmen.csv"],
    }
    fewer = replace(OLD, measures=OLD.measures[1:])

    assert all(check.ok for check in assertions((OLD,), (), written))
    assert [check.ok for check in assertions((fewer,), (), written)].count(False) == 2


def test_figures_of_the_report_are_those_of_the_records() -> None:
    told: Any = contents(COMPARISON, NEW, VOCABULARY)

    assert all(check.ok for check in report_assertions(told, NEW, COMPARISON))
    told["handlungsfelder"][0]["ziele"][0]["massnahmen"].pop()
    told["aenderungen"]["neu"].clear()
    assert [check.ok for check in report_assertions(told, NEW, COMPARISON)].count(False) == 2


def test_a_failed_sum_stops_the_run_with_one_line() -> None:
    with pytest.raises(CheckFailed, match=r"„Maßnahmen“ geht nicht auf: erwartet 3, gefunden 2 ") as caught:
        require([Assertion("gut", 1, 1), Assertion("Maßnahmen", 3, 2), Assertion("Zeilen", 1, 0)])

    assert "\n" not in str(caught.value)


def test_the_manifest_lists_every_file_with_hash_and_size() -> None:
    written = files()
    told = unsealed(written[MANIFEST])

    assert {each["file"] for each in told["outputs"]} == set(written) - {MANIFEST}
    for each in told["outputs"]:
        content = written[each["file"]]
        assert (each["sha256"], each["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert [(each["file"], each["year"], each["pages"]) for each in told["inputs"]] == [
        ("2023-katalog.pdf", 2023, 4),
        ("2024-katalog.pdf", 2024, 4),
    ]
    assert [each["file"] for each in told["ingredients"]] == ["requirements.lock", "templates/status.csv"]


def test_the_manifest_holds_the_counts_that_tie() -> None:
    told = unsealed(files()[MANIFEST])

    assert told["comparisons"][0]["old"] == {"year": 2023, "kept": 1, "merged": 2, "split": 1, "dropped": 1}
    assert told["comparisons"][0]["changes"]["Neu"] == 2
    assert told["editions"][0]["by_status"] == {"cancelled": 1, "in_progress": 4}
    assert told["editions"][0]["implemented"] == 4
    assert told["sample"] is True
    assert all(each["ok"] for each in told["assertions"])


def test_the_manifest_is_the_same_whatever_order_it_was_given() -> None:
    turned = replace(RUN, inputs=RUN.inputs[::-1], ingredients=dict(sorted(RUN.ingredients.items(), reverse=True)))
    outputs = {"b.csv": b"x\r\n", "a.docx": b"y"}

    assert manifest(RUN, VOCABULARY, outputs, ()) == manifest(turned, VOCABULARY, dict(reversed(outputs.items())), ())


def test_any_edit_breaks_the_seal() -> None:
    content = files()[MANIFEST]
    for position in range(0, len(content), 97):
        for edited in (
            content[:position] + b"x" + content[position:],
            content[:position] + content[position + 1 :],
            content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :],
        ):
            with pytest.raises(ValueError, match=r"."):
                unsealed(edited)


def test_a_seal_is_over_the_whole_document() -> None:
    document = {"a": "ä\ud800", "b": [1, None]}

    assert unsealed(sealed(document)) == document
    assert json.loads(sealed(document))["seal"]
