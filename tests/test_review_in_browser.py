"""The review sheet in a real browser: it opens at once, can be used by all, runs nothing foreign, and filters truly."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import browser
import pytest

from pipeline.decisions import COLUMNS
from pipeline.publish import REVIEW
from pipeline.run import compare_documents, run

ROOT = Path(__file__).parent.parent
CATALOGUES = Path(__file__).parent / "catalogues"
OLD, NEW = CATALOGUES / "2023-office.pdf", CATALOGUES / "2024-office-beispiel.pdf"
MOST_BYTES = 5_000_000
MOST_SECONDS = 1.0

pytestmark = pytest.mark.skipif(
    not browser.found(), reason="no Chromium here: the review sheet was not opened in a browser"
)


@pytest.fixture(scope="module", name="sheet")
def a_sheet_of_two_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """41 measures against 42, pictures on both sides."""
    output = tmp_path_factory.mktemp("blatt")
    compare_documents(OLD, NEW, output, lambda *_: None)
    return output / REVIEW


@pytest.fixture(scope="module", name="window")
def a_window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    with browser.browser(tmp_path_factory.mktemp("profil")) as window:
        window.size(1280, 900)
        yield window


@pytest.fixture(name="page")
def the_page_in_it(sheet: Path, window: browser.Browser) -> browser.Browser:
    window.events.clear()
    window.open(sheet.as_uri())
    return window


@pytest.fixture(scope="session", name="axe")
def the_accessibility_checker() -> str:
    """axe-core 4.14.1 (MPL-2.0), `axe.min.js` as npm delivers it: kept here so that no other program is needed."""
    return (Path(__file__).parent / "accessibility" / "axe.min.js").read_text("utf-8")


def shown(page: browser.Browser) -> list[str]:
    """The ids of the cards that the filter leaves."""
    ids = page.run("[...document.querySelectorAll('.card:not([hidden])')].map(card => card.id)")
    assert isinstance(ids, list)
    return ids


def choose(page: browser.Browser, control: str, value: str) -> None:
    page.run(
        f"(() => {{ const it = document.getElementById('{control}'); it.value = '{value}';"
        " it.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_it_is_small_and_opens_at_once(sheet: Path, page: browser.Browser) -> None:
    """In seconds of work for the page itself: by the clock, a busy machine would fail the sheet for others."""
    page.send("Performance.enable", timeDomain="threadTicks")
    page.open(sheet.as_uri())
    metrics = {each["name"]: each["value"] for each in page.send("Performance.getMetrics")["metrics"]}

    assert sheet.stat().st_size < MOST_BYTES
    assert 0 < metrics["TaskDuration"] < MOST_SECONDS


def test_it_asks_for_nothing_and_complains_of_nothing(page: browser.Browser) -> None:
    """No console message, no violation of its own security policy, nothing fetched but itself."""
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    asked = {
        event["params"]["request"]["url"].split(",")[0]
        for event in page.events
        if event["method"] == "Network.requestWillBeSent"
    }
    assert [event for event in page.events if event["method"] != "Network.requestWillBeSent"] == []
    assert {url for url in asked if not url.startswith(("data:image/png", "file:", "about:"))} == set()


def test_a_foreign_script_does_not_run(page: browser.Browser) -> None:
    page.run(
        "(() => { const foreign = document.createElement('script'); foreign.textContent = 'window.ran = 1';"
        " document.body.append(foreign); })()"
    )
    assert page.run("window.ran") is None


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)])
def test_it_has_no_barrier_that_axe_finds(page: browser.Browser, axe: str, width: int, height: int) -> None:
    page.size(width, height)
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.run("document.getElementById('unveraendert').click()")
    page.run(axe)
    found = page.run(
        "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map("
        "each => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 120)}`))"
    )
    page.size(1280, 900)
    assert found == []


def test_nothing_is_wider_than_a_narrow_window(page: browser.Browser) -> None:
    page.size(320, 700)
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    widest = page.run("document.documentElement.scrollWidth")
    page.size(1280, 900)
    assert widest <= 320


def test_every_picture_is_there(page: browser.Browser) -> None:
    broken = page.run(
        "Promise.all([...document.images].map(image => image.decode().then(() => 0, () => 1)))"
        ".then(results => [results.length, results.reduce((sum, each) => sum + each, 0)])"
    )
    assert broken[0] > 82
    assert broken[1] == 0


def test_measures_without_change_are_shown_on_request(page: browser.Browser) -> None:
    before = len(shown(page))
    page.run("document.getElementById('unveraendert').click()")
    everything = page.run("document.querySelectorAll('.card').length")

    assert before < len(shown(page)) == everything
    assert page.run("document.getElementById('stand').textContent") == f"{everything} von {everything} Karten gezeigt"


def test_filters_show_what_was_asked_for(page: browser.Browser) -> None:
    choose(page, "art", "Statuswechsel")
    kinds = page.run("[...document.querySelectorAll('.card:not([hidden])')].map(card => card.dataset.kinds)")
    assert len(kinds) == 12
    assert all("Statuswechsel" in each.split("|") for each in kinds)

    choose(page, "feld", "Arbeit")
    assert shown(page) == ["2023-3"]

    page.run("document.querySelector('button[type=reset]').click()")
    page.run("new Promise(done => setTimeout(done, 20))")
    choose(page, "sicherheit", "0.9")
    certainties = page.run(
        "[...document.querySelectorAll('.card:not([hidden])')].map(card => Number(card.dataset.certainty))"
    )
    assert certainties
    assert max(certainties) < 0.9


def test_search_finds_words_numbers_and_uids(page: browser.Browser) -> None:
    choose(page, "suche", "elternmentoren sprachen")
    assert shown(page) == ["2023-17"]
    choose(page, "suche", "Kennung 2023-28 ")
    assert "2023-28" in shown(page)


def test_number_with_its_word_means_the_measure_of_that_number(page: browser.Browser) -> None:
    choose(page, "suche", "Nr. 16")
    assert shown(page) == ["2023-15", "2023-16"]  # today's and last year's


def test_every_outline_lies_within_its_picture(page: browser.Browser) -> None:
    """At least one on each side of a changed status, none outside of the picture it belongs to."""
    outside = page.run(
        "[...document.querySelectorAll('.picture rect')].filter(rect => { const box = rect.getBoundingClientRect();"
        " const all = rect.closest('.picture').querySelector('img').getBoundingClientRect();"
        " return box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1"
        " || box.bottom > all.bottom + 1 || box.width < 3; }).length"
    )
    assert outside == 0
    assert page.run("document.querySelectorAll('[id=\"2023-15\"] .picture rect title').length") == 4


def test_keys_lead_from_card_to_card(page: browser.Browser) -> None:
    order = shown(page)
    page.run("document.getElementById('naechster').click()")
    page.key("n")
    page.key("n")
    page.key("p")
    assert page.run("document.activeElement.id") == order[1]


def test_a_letter_typed_into_the_search_moves_nothing(page: browser.Browser) -> None:
    page.run("document.getElementById('suche').focus()")
    page.key("n")
    assert page.run("document.activeElement.id") == "suche"


def test_an_address_with_a_uid_or_row_number_opens_its_card(sheet: Path, page: browser.Browser) -> None:
    unchanged = page.run("document.querySelector('.card[hidden]').id")
    page.open(f"{sheet.as_uri()}#nr-2024-16")
    assert page.run("document.activeElement.id") == "2023-15"
    for anchor in (unchanged, "2023-7", "zeile-12"):
        page.open(f"{sheet.as_uri()}#{anchor}")
        top = page.run(f"document.getElementById('{anchor}').getBoundingClientRect().top")
        assert 0 <= top < 900
        assert page.run("document.activeElement.id") == anchor


def test_a_decision_can_be_copied_for_excel_and_as_text(page: browser.Browser) -> None:
    """The clipboard gets the cells of the line, divided as the program that takes them expects."""
    page.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.taken = text; }}})"
    )
    card = "document.getElementById('2023-14')"
    page.run(f"{card}.querySelector('.offers').open = true")
    line = page.run(f"{card}.querySelector('.offers pre').textContent")
    cells = next(csv.reader(io.StringIO(line, newline=""), delimiter=";"))
    assert len(cells) == len(COLUMNS)
    for kind, delimiter in (("text", ";"), ("excel", "\t")):
        page.run(f"{card}.querySelector('.copy[data-for={kind}]').click()")
        page.run("new Promise(done => setTimeout(done, 20))")
        assert next(csv.reader(io.StringIO(page.run("window.taken"), newline=""), delimiter=delimiter)) == cells
    assert page.run("document.getElementById('stand').textContent").startswith("Kopiert: ")


def test_it_prints_every_card_with_its_pictures(page: browser.Browser, tmp_path: Path) -> None:
    pdf = page.printed()
    assert pdf.startswith(b"%PDF")
    (tmp_path / "druck.pdf").write_bytes(pdf)
    text = subprocess.run(
        ["pdftotext", "-raw", "druck.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode() if shutil.which("pdftotext") else ""  # fmt: skip
    assert not text or "Zeile 12 des Protokolls" in text


def test_a_first_edition_opens_as_well(tmp_path: Path, window: browser.Browser) -> None:
    (tmp_path / "input").mkdir()
    shutil.copy(NEW, tmp_path / "input")
    run(tmp_path / "input", tmp_path / "output", lambda *_: None)
    window.events.clear()
    window.open((tmp_path / "output" / REVIEW).as_uri())
    assert len(shown(window)) == 42
    assert [event for event in window.events if event["method"] != "Network.requestWillBeSent"] == []
