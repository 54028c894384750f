"""The review sheet: nothing of the change log or of the findings is missing, and the page is safe to open."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_run import CHANGES, COMPARISON, FIRST_RECORD, LINKS, NEW, OLD, change, edition, measure

from pipeline.decide import offers, questions
from pipeline.errors import TemplateInvalid
from pipeline.excerpts import Excerpts, NotShown, Picture
from pipeline.model import (
    ChangeKind,
    Comparison,
    Difference,
    Edition,
    Finding,
    Piece,
    Place,
    Severity,
    Signature,
)
from pipeline.publish.check import review_assertions
from pipeline.publish.review import Card, Sheet, places_to_show, review
from pipeline.publish.review_page import TEMPLATES, page
from pipeline.publish.review_size import bounded

ROOT = Path(__file__).parent.parent
SHIPPED = {name: (ROOT / "templates" / name).read_bytes() for name in TEMPLATES}
DOT = Picture(b"\x89PNG", 20, 10, (40.0, 50.0, 790.0, 110.0))
NOTHING: list[Excerpts | NotShown] = [{}, {}]


def sheet(comparison: Comparison = COMPARISON, excerpts: list[Excerpts | NotShown] = NOTHING) -> Sheet:
    return review((comparison.old, comparison.new), (comparison,), (), excerpts)


def cards(of: Sheet) -> dict[str, Card]:
    return {card.anchor: card for chapter in of.chapters for card in (*chapter.catalogue, *chapter.measures)}


def html(of: Sheet) -> str:
    return page(of, SHIPPED).decode()


class Ids(HTMLParser):
    """Every id of a page and every place within it that a link leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "for") and value:
                self.targets.add(value.removeprefix("#"))


def test_every_measure_of_both_editions_is_found_under_its_uid() -> None:
    uids = {each.uid for each in (*OLD.measures, *NEW.measures)}
    ids = Ids(html(sheet())).ids

    assert uids <= set(ids)
    assert len(ids) == len(set(ids))


def test_every_link_on_the_page_leads_somewhere() -> None:
    parsed = Ids(html(sheet()))
    assert parsed.targets <= set(parsed.ids)


def test_every_row_of_the_change_log_stands_on_it_once_under_its_number() -> None:
    rows = [row for card in cards(sheet()).values() for row in card.rows]
    assert sorted(row.number for row in rows) == list(range(1, len(CHANGES) + 1))
    assert {"zeile-1", f"zeile-{len(CHANGES)}"} <= set(Ids(html(sheet())).ids)


def test_every_finding_stands_on_it_once_with_its_measure() -> None:
    tie = Finding("link-tie", Severity.WARNING, "Fast ebenso passt Nr. 4.", "4", 2)
    loose = Finding("page-picture", Severity.WARNING, "Seite 9 zeigt ein Bild.", None, 9)
    compared = replace(COMPARISON, findings=(tie,), new=replace(NEW, findings=(loose,)))
    found = cards(sheet(compared))

    assert [doubt.message for doubt in found["2023-3"].doubts] == [
        "Fast ebenso passt Nr. 4.",
        "Maßnahme 3 (Seite 2): Klammer offen.",
    ]
    assert sheet(compared).findings == 3


def test_decisions_stand_with_their_measure_and_accepted_findings_name_who_accepted_them() -> None:
    signature = Signature("Prüfstelle", "2026-11-22", "So im Katalog.")
    accepted = replace(OLD.findings[0], accepted=signature)
    decided = change(ChangeKind.DECIDED, "2023-4", "4", "", value_new="Paten")
    compared = replace(COMPARISON, old=replace(OLD, findings=(accepted,)), decisions=(decided,))
    card = cards(sheet(compared))["2023-3"]

    assert card.rows[-1].number == len(CHANGES) + 1
    (doubt,) = card.doubts
    assert (doubt.mark, doubt.message.endswith("So im Katalog.")) == ("Angenommen", True)
    assert "Prüfstelle" in doubt.message


def test_sums_notice_a_missing_row_or_finding() -> None:
    whole = sheet()
    inside = (OLD, NEW), (COMPARISON,), ()

    assert all(check.ok for check in review_assertions(whole, *inside))
    for poorer in (replace(whole, rows=whole.rows - 1), replace(whole, findings=0)):
        assert [check.ok for check in review_assertions(poorer, *inside)].count(False) == 1


def test_a_merger_is_one_card_with_all_its_sources() -> None:
    card = cards(sheet())["2023-3"]

    assert card.title == "Nr. 4 (2023: Nr. 3 und 4)"
    assert [(origin.edition, origin.number) for origin in card.origins] == [("2023", "3"), ("2023", "4"), ("2024", "4")]
    assert card.aliases == ["2023-4"]


def test_both_parts_of_a_split_show_the_old_measure() -> None:
    found = cards(sheet())
    for uid in ("2023-2", "2024-3"):
        assert found[uid].origins[0].number == "2"


def test_new_and_dropped_measures_are_named_so() -> None:
    found = cards(sheet())
    assert (found["2024-5"].title, found["2023-5"].title) == ("Nr. 5 (neu)", "Nr. 5 aus 2023 (entfallen)")


def test_every_part_of_a_row_is_shown_as_picture_or_lines() -> None:
    places = NEW.measures[4].places
    shown = cards(sheet(excerpts=[{}, {places[0]: "Zeile 12\nZeile 13", places[1]: DOT}]))["2024-5"]
    (origin,) = shown.origins

    assert [line.text for line in origin.parts[0].lines] == ["Zeile 12", "Zeile 13"]
    assert origin.parts[1].picture == "data:image/png;base64," + base64.b64encode(DOT.png).decode()


def test_changed_value_is_outlined_in_the_picture_of_its_row_on_both_sides() -> None:
    cells = Place(2, (600.0, 70.0, 700.0, 82.0)), Place(2, (610.0, 70.0, 690.0, 82.0))
    status = change(
        ChangeKind.STATUS, "2023-1", "1", "3.2", feature="Status", places_old=cells[:1], places_new=cells[1:]
    )
    rows = OLD.measures[0].places[0], NEW.measures[0].places[0]
    compared = replace(COMPARISON, changes=(status,))
    found = cards(sheet(compared, [{rows[0]: DOT}, {rows[1]: DOT}]))["2023-1"]
    marks = [part.marks for origin in found.origins for part in origin.parts]
    assert [(mark.feature, mark.x, mark.width) for (mark,) in marks] == [
        ("Status", "598.50", "103.00"),
        ("Status", "608.50", "83.00"),
    ]
    text = html(sheet(compared, [{rows[0]: DOT}, {rows[1]: DOT}]))
    assert '<svg viewBox="40.00 50.00 750.00 60.00"' in text
    assert "umrandet: Status." in text


def test_changed_value_is_marked_in_the_lines_of_a_text_export() -> None:
    last = replace(NEW.measures[4], places=(Place(3, lines=(12, 14)),))
    new = replace(NEW, measures=(*NEW.measures[:4], last))
    actors = change(ChangeKind.ACTORS, "2024-5", "", "5", feature="Akteure", places_new=(Place(3, lines=(13, 13)),))
    compared = Comparison(OLD, new, (*LINKS[:6], replace(LINKS[6], new=last)), (actors,))
    shown = sheet(compared, [{}, {last.places[0]: "a\nb\nc"}])
    (part,) = cards(shown)["2024-5"].origins[0].parts
    assert [(line.text, line.marked) for line in part.lines] == [("a", False), ("b", True), ("c", False)]
    assert "a\n<mark>b</mark>\nc</pre>" in html(shown)


def test_value_that_stands_elsewhere_is_shown_by_itself_before_the_row() -> None:
    goal = Place(2, (20.0, 60.0, 45.0, 300.0))
    moved = change(ChangeKind.GOAL, "2023-1", "1", "3.2", feature="Ziel", places_old=(goal,))
    origin, _ = cards(sheet(replace(COMPARISON, changes=(moved,)), [{goal: DOT}, {}]))["2023-1"].origins
    assert [part.spot for part in origin.parts] == [
        "Seite 2: Kasten 20 | 60 – 45 | 300",
        "Seite 2: Kasten 50 | 60,2 – 780 | 100",
    ]
    assert origin.parts[0].marks == []


def test_pictures_beyond_the_bound_go_what_is_unchanged_first_and_the_page_says_so() -> None:
    shown: list[Excerpts | NotShown] = [{each.places[0]: DOT for each in of.measures} for of in (OLD, NEW)]
    full = sheet(replace(COMPARISON, changes=CHANGES[:1]), shown)
    one = len(cards(full)["2023-1"].origins[0].parts[0].picture)

    assert bounded(full) is full
    small = bounded(full, one * 3)
    left = {anchor: sum(bool(part.picture) for origin in card.origins for part in origin.parts)
            for anchor, card in cards(small).items()}  # fmt: skip
    assert left["2023-1"] == 2
    assert sum(left.values()) == 3
    assert small.left_out > 0
    assert f"{small.left_out} Bilder ausgelassen" in html(small)
    assert html(small).count("Bild ausgelassen, damit") == small.left_out


def test_an_edition_without_a_document_says_so() -> None:
    assert "nur\nals katalog.json" in html(sheet())
    assert "Diese Stelle lässt sich hier nicht zeigen" in html(sheet())


def test_removed_and_added_words_are_marked_for_eye_and_ear() -> None:
    pieces = (
        Piece(Difference.KEPT, "Kurse ", "Kurse "),
        Piece(Difference.REMOVED, "alt"),
        Piece(Difference.ADDED, new="neu"),
        Piece(Difference.MOVED, new="\nbald"),
    )
    text = html(sheet(replace(COMPARISON, changes=(change(ChangeKind.TEXT, "2023-1", "1", "3.2", pieces=pieces),))))

    assert 'Kurse <del><span class="aloud">gestrichen: </span>alt</del></dd>' in text
    assert 'Kurse <ins><span class="aloud">eingefügt: </span>neu</ins><span class="moved">' in text


def test_a_first_edition_shows_every_measure_as_read() -> None:
    first = review((OLD,), (), FIRST_RECORD, [{}])
    assert list(cards(first)) == [each.uid for each in OLD.measures]
    assert all(check.ok for check in review_assertions(first, (OLD,), (), FIRST_RECORD))


def test_three_editions_show_every_comparison_and_finding_once() -> None:
    later = replace(NEW, year=2025)
    second = Comparison(NEW, later, tuple(replace(link, old=link.new) for link in LINKS if link.new), ())
    three = review((OLD, NEW, later), (COMPARISON, second), (), [{}, {}, {}])

    assert [chapter.title for chapter in three.chapters] == ["Vergleich 2024 → 2025", "Vergleich 2023 → 2024"]
    assert "2023-2024-2023-1" in Ids(html(three)).ids
    assert all(check.ok for check in review_assertions(three, (OLD, NEW, later), (COMPARISON, second), ()))


def test_pages_are_shown_for_what_has_no_box() -> None:
    numbered = Finding("x", Severity.INFO, "…", "1", 2)
    loose = Finding("x", Severity.INFO, "…", None, 3)
    of = edition(2024, (measure("1", 2024, "A"),), findings=(numbered, loose))

    assert places_to_show(of) == {measure("1", 2024, "A").places[0], Place(3)}
    shown = review((of,), (), (), [{Place(3): DOT}])
    assert 'href="#2024-seite-3"' in html(shown)
    assert "2024-seite-3" in Ids(html(shown)).ids


def test_every_card_offers_the_decisions_about_its_measure() -> None:
    given = offers((OLD, NEW), (COMPARISON,), questions((OLD, NEW), (COMPARISON,)))
    found = cards(review((OLD, NEW), (COMPARISON,), (), NOTHING, given))

    assert sum(len(card.offers) for card in found.values()) >= len(given)
    labels = [line.label for line in found["2023-3"].offers]
    assert "2023 Nr. 3 und 2024 Nr. 4 trennen" in labels
    assert {"Status 2023 berichtigen", "Status 2024 berichtigen"} <= set(labels)
    assert "Befund annehmen: Maßnahme 3 (Seite 2): Klammer offen." in labels


# --- the page -------------------------------------------------------------------------------------------------------


def test_what_a_catalogue_prints_is_never_run() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\"'\x00\u202e"
    old = replace(OLD, title=evil, measures=tuple(replace(each, text=evil, number=evil) for each in OLD.measures))
    text = html(review((old,), (), (), [{old.measures[0].places[0]: evil}]))

    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "{{ 7 * 7 }}" in text
    assert "\x00" not in text
    assert "\u202e" not in text


def test_the_page_may_run_its_own_style_and_script_only() -> None:
    text = html(sheet())
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)

    for kind, content in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src &#39;sha256-{digest}&#39;;" in policy
    assert policy.startswith("default-src &#39;none&#39;;")
    assert not re.findall(r"\sstyle=|\son\w+=|https?:|<link|<iframe", text.replace("http-equiv", ""))


def test_without_script_nothing_is_hidden_but_the_filter() -> None:
    assert re.findall(r"<(\w+)[^<>]*\shidden\b", html(sheet())) == ["form"]


def test_templates_saved_on_windows_make_the_same_page() -> None:
    windows = {name: content.replace(b"\n", b"\r\n") for name, content in SHIPPED.items()}
    assert page(sheet(), windows) == page(sheet(), SHIPPED)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pruefbericht.html", b"{{ gibt_es_nicht }}"),
        ("pruefbericht.html", b"{% for card in chapters %}"),
        ("pruefbericht.html", b"{{ title.__class__ }}"),
        ("pruefbericht.html", "Prüfung".encode("cp1252")),
    ],
)
def test_a_template_that_does_not_fit_is_one_german_line(name: str, content: bytes) -> None:
    with pytest.raises(TemplateInvalid, match=r"templates/pruefbericht\.html") as caught:
        page(sheet(), {**SHIPPED, name: content})
    assert "\n" not in str(caught.value)


def test_same_run_same_bytes() -> None:
    def again(each: Edition) -> Edition:
        return replace(each, measures=tuple(replace(measure) for measure in each.measures))

    assert html(sheet()) == html(sheet(replace(COMPARISON, old=again(OLD))))


def test_sheet_says_which_document_could_not_be_drawn_and_why() -> None:
    failed = NotShown("„2023.pdf“ \ud800\x1b <b>braucht zu lange</b>; das Zeichnen wurde beendet: Bitte prüfen.")
    text = html(sheet(excerpts=[failed, {}]))
    assert text.count("&lt;b&gt;braucht zu lange&lt;/b&gt;") == 1
    assert "<strong>Ohne Bilder 2023:</strong>" in text
    assert "Ohne Bilder 2024" not in text
    assert text.count("Ließ sich nicht zeichnen") == text.count("Liegt nicht selbst vor") == 1
