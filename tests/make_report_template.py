"""Makes `templates/fortschrittsbericht.docx` from nothing: `PYTHONPATH=. python tests/make_report_template.py FILE`.

Afterwards the .docx is the source of truth and is edited in Word; running this again would undo those edits. Kept so
that a maintainer sees what the template must contain.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.table import _Cell
from report_template_charts import chart
from report_template_parts import (
    LANDSCAPE_WIDTH,
    Fill,
    cell_loop,
    cell_tag,
    cells,
    each,
    end_section,
    header_and_footer,
    landscape,
    portrait,
    table,
    table_of_contents,
    tag,
    when,
    when_else,
)
from report_template_styles import set_settings, set_styles, strip
from report_template_texts import BASIS, CHANGE_LOG, CHECKING, COUNTING, JUDGING, LIMITS, MATCHING

BY_FIELD_CHART, OVER_YEARS_CHART = "diagramm_handlungsfelder", "diagramm_verlauf"
BY_FIELD = "handlungsfelder_im_vergleich"
PAGES = "Seite {{ vorjahr }}\u00a0/\u00a0{{ jahr }}"


def make_template() -> bytes:
    """The template as DOCX bytes."""
    document = Document()
    strip(document)
    set_styles(document)
    set_settings(document)
    _title_page(document)
    _summary(document)
    portrait(document.sections[0])
    end_section(document)
    _by_field(document)
    _changes(document)
    _history(document)
    _measures(document)
    landscape(document.sections[-1])
    end_section(document)
    _remarks(document)
    _responsibilities(document)
    _annex(document)
    portrait(document.sections[-1])
    header_and_footer(document.sections[0])
    core = document.core_properties
    core.title, core.author, core.comments, core.language = "Fortschrittsbericht", "", "", "de-DE"
    core.created = core.modified = datetime(2024, 1, 1, tzinfo=UTC)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


# --- chapters -------------------------------------------------------------------------------------------------------


def _title_page(document: Word) -> None:
    add = document.add_paragraph
    when(document, "stadt", lambda: add("{{ stadt }}", "Stadt"))
    add("{{ titel }}", "Title")
    add("{{ katalog }}", "Subtitle")
    add("{{ ausgaben }}", "Angabe")
    when(document, "stand", lambda: add("Stand: {{ stand }}", "Angabe"))
    when(document, "beispiel", lambda: add("{{ beispiel }}", "Beispielhinweis"))
    document.element.body.insert(-1, table_of_contents())


def _summary(document: Word) -> None:
    document.add_paragraph("Zusammenfassung", "Heading 1").paragraph_format.page_break_before = True
    each(document, "satz in zusammenfassung", lambda: document.add_paragraph("{{ satz }}"))
    document.add_paragraph("Kennzahlen", "Heading 2")
    when_else(
        document,
        "vergleich",
        lambda: table(
            document,
            ("Maßnahmen nach Status", "Anzahl der Maßnahmen je Status in beiden Ausgaben und ihre Veränderung"),
            ("Status", "#{{ vorjahr }}", "#{{ jahr }}", "#Veränderung"),
            (4554, 1500, 1500, 1800),
            "zeile in kennzahlen",
            ("{{ zeile.bezeichnung }}", "#{{ zeile.vorjahr }}", "#{{ zeile.jahr }}", "#{{ zeile.veraenderung }}"),
            sums=True,
        ),
        lambda: table(
            document,
            ("Maßnahmen nach Status", "Anzahl und Anteil der Maßnahmen je Status"),
            ("Status", "#Anzahl", "#Anteil"),
            (5554, 1900, 1900),
            "zeile in kennzahlen",
            ("{{ zeile.bezeichnung }}", "#{{ zeile.jahr }}", "#{{ zeile.anteil }}"),
            sums=True,
        ),
    )
    document.add_paragraph("{{ zaehlweise }}", "Hinweis")


def _by_field(document: Word) -> None:
    document.add_paragraph("Stand nach Handlungsfeldern", "Heading 1")
    when(document, BY_FIELD_CHART, lambda: chart(document, BY_FIELD_CHART, names=0.4, width=25.5, height=13.4))
    table(
        document,
        ("Status nach Handlungsfeld", "Anzahl der Maßnahmen je Handlungsfeld und Ausgabe, eine Spalte je Status"),
        ("Handlungsfeld und Ausgabe", *cells(f"for name in {BY_FIELD}.status", "#{{ name }}"), "#Gesamt"),
        (4200, 10, 1600, 10, 1350),
        f"zeile in {BY_FIELD}.zeilen",
        (
            "{{ zeile.handlungsfeld }} {{ zeile.jahr }}", *cells("for zahl in zeile.zahlen", "#{{ zahl }}"),
            "#{{ zeile.gesamt }}",
        ),
        total=LANDSCAPE_WIDTH,
        sums=True,
    )  # fmt: skip


def _changes(document: Word) -> None:
    tag(document, "if vergleich")
    document.add_paragraph("Änderungen gegenüber {{ vorjahr }}", "Heading 1")
    when(
        document, "keine_aenderung", lambda: document.add_paragraph("Gegenüber {{ vorjahr }} hat sich nichts geändert.")
    )
    tag(document, "if aenderungen.statuswechsel")
    document.add_paragraph("Statuswechsel", "Heading 2")
    tag(document, "for gruppe in aenderungen.statuswechsel")
    document.add_paragraph("{{ gruppe.ueberschrift }}", "Heading 3")
    document.add_paragraph("{{ gruppe.erlaeuterung }}").paragraph_format.keep_with_next = True
    _status_table(document, "{{ gruppe.ueberschrift }}", "zeile in gruppe.zeilen")
    tag(document, "endfor")
    tag(document, "endif")
    _chapter(
        document, "termine", "Verschobene Termine",
        lambda: table(
            document,
            ("Auf später verschobene Termine", "Maßnahmen mit bisherigem und neuem Termin, Status und Seite"),
            ("Nr.", "Maßnahme", "Bisheriger Termin", "Neuer Termin", "Status {{ jahr }}", "Seite {{ jahr }}"),
            (900, 5970, 1900, 1900, 2700, 1200),
            "zeile in aenderungen.termine",
            (
                "{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.alt }}", "{{ zeile.neu }}", "{{ zeile.status }}",
                "{{ zeile.seite }}",
            ),
        ),
    )  # fmt: skip
    _chapter(
        document, "ueberschritten", "Überschrittene Termine",
        lambda: table(
            document,
            ("Überschrittene Termine", "Maßnahmen, deren Termin ohne Umsetzung verstrichen ist, Status und Seite"),
            ("Nr.", "Maßnahme", "Genannter Termin", "Status {{ jahr }}", "Seite {{ jahr }}"),
            (900, 7070, 2200, 3200, 1200),
            "zeile in aenderungen.ueberschritten",
            (
                "{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.termin }}", "{{ zeile.status }}",
                "{{ zeile.seite }}",
            ),
        ),
    )  # fmt: skip
    _chapter(
        document, "neu", "Neue Maßnahmen",
        lambda: _measure_table(document, "Neue Maßnahmen", "neu", "Seite {{ jahr }}"),
    )  # fmt: skip
    _chapter(
        document, "entfallen", "Entfallene Maßnahmen",
        lambda: _measure_table(document, "Entfallene Maßnahmen", "entfallen", "Seite {{ vorjahr }}"),
    )  # fmt: skip
    _chapter(document, "aufgeteilt", "Aufgeteilte Maßnahmen", lambda: _regrouping_table(document, "aufgeteilt"))
    _chapter(
        document, "zusammengefuehrt", "Zusammengeführte Maßnahmen",
        lambda: _regrouping_table(document, "zusammengefuehrt"),
    )  # fmt: skip
    _chapter(
        document, "gewechselt", "Wechsel des Handlungsfelds",
        lambda: table(
            document,
            ("Wechsel des Handlungsfelds", "Maßnahmen mit bisherigem und neuem Handlungsfeld und Seiten"),
            ("Nr.", "Maßnahme", "Handlungsfeld {{ vorjahr }}", "Handlungsfeld {{ jahr }}", PAGES),
            (1500, 5070, 3200, 3200, 1600),
            "zeile in aenderungen.gewechselt",
            ("{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.alt }}", "{{ zeile.neu }}", "{{ zeile.seiten }}"),
        ),
    )  # fmt: skip
    _chapter(
        document, "notizen", "Neue Fortschrittsnotizen",
        lambda: table(
            document,
            ("Neue Fortschrittsnotizen", "Maßnahmen mit dem neu berichteten Fortschritt und Seite"),
            ("Nr.", "Maßnahme", "Berichteter Fortschritt", "Seite {{ jahr }}"),
            (1500, 5735, 5735, 1600),
            "zeile in aenderungen.notizen",
            ("{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.neu }}", "{{ zeile.seite }}"),
        ),
    )  # fmt: skip
    _chapter(
        document, "inhalte", "Weitere Änderungen an Maßnahmen",
        lambda: each(
            document, "punkt in aenderungen.inhalte", lambda: document.add_paragraph("{{ punkt }}", "List Bullet")
        ),
    )  # fmt: skip
    _chapter(
        document, "uebrige", "Änderungen außerhalb der nummerierten Maßnahmen",
        lambda: table(
            document,
            ("Änderungen außerhalb der nummerierten Maßnahmen", "Handlungsfeld, bisheriger und neuer Wortlaut, Seiten"),
            ("Was", "Handlungsfeld", "Wortlaut {{ vorjahr }}", "Wortlaut {{ jahr }}", PAGES),
            (2300, 2900, 3885, 3885, 1600),
            "zeile in aenderungen.uebrige",
            (
                "{{ zeile.was }}", "{{ zeile.handlungsfeld }}", "{{ zeile.alt }}", "{{ zeile.neu }}",
                "{{ zeile.seiten }}",
            ),
        ),
    )  # fmt: skip
    tag(document, "endif")


def _history(document: Word) -> None:
    tag(document, "if verlauf")
    document.add_paragraph("Entwicklung seit {{ verlauf.seit }}", "Heading 1")
    chart(document, OVER_YEARS_CHART, names=0.05, width=25.5, height=8.0)
    table(
        document,
        ("Status in allen Ausgaben", "Anzahl der Maßnahmen je Status, eine Spalte je Ausgabe"),
        ("Status", *cells("for jahr in verlauf.jahre", "#{{ jahr }}")),
        (5000, 10, 1600, 10),
        "zeile in verlauf.kennzahlen",
        ("{{ zeile.bezeichnung }}", *cells("for zahl in zeile.zahlen", "#{{ zahl }}")),
        total=LANDSCAPE_WIDTH,
        sums=True,
    )
    tag(document, "if verlauf.massnahmen")
    document.add_paragraph("Maßnahmen mit wechselndem Status", "Heading 2")
    table(
        document,
        ("Maßnahmen mit wechselndem Status", "Nummer, Wortlaut und Status in jeder Ausgabe"),
        ("Nr. {{ jahr }}", "Maßnahme", *cells("for jahr in verlauf.jahre", "Status {{ jahr }}")),
        (900, 5600, 10, 2000, 10),
        "massnahme in verlauf.massnahmen",
        (
            "{{ massnahme.nr }}", _eventful_measure,
            *cells("for stand in massnahme.staende", "{{ stand }}"),
        ),
        total=LANDSCAPE_WIDTH,
    )  # fmt: skip
    tag(document, "endif")
    when(document, "verlauf.unveraendert", lambda: document.add_paragraph("{{ verlauf.unveraendert }}", "Hinweis"))
    document.add_paragraph(
        "Jede Maßnahme mit dem Wortlaut ihres Status in allen Ausgaben steht in der Datei „{{ verlauf_datei }}“.",
        "Hinweis",
    )
    tag(document, "endif")


def _eventful_measure(cell: _Cell) -> None:
    cell.add_paragraph("{{ massnahme.massnahme }}", "Tabellentext")
    cell_loop(cell, "ereignis in massnahme.ereignisse", "{{ ereignis }}")


def _measures(document: Word) -> None:
    document.add_paragraph("Maßnahmen nach Handlungsfeldern", "Heading 1")
    document.add_paragraph(
        "Ein Pfeil (→) kennzeichnet im Katalog, was bereits erreicht wurde. "
        "„S.“ nennt die Seite im Katalog {{ jahr }}.",
        "Vision",
    )
    tag(document, "for feld in handlungsfelder")
    document.add_paragraph("{{ feld.name }}", "Heading 2")
    each(document, "vision in feld.visionen", lambda: document.add_paragraph("Vision: {{ vision }}", "Vision"))
    when(document, "feld.ueberblick", lambda: document.add_paragraph("{{ feld.ueberblick }}", "Vision"))
    tag(document, "for ziel in feld.ziele")
    when(document, "ziel.ziel", lambda: document.add_paragraph("{{ ziel.ziel }}", "Heading 3"))
    caption = (
        "Maßnahmen im Handlungsfeld {{ feld.name }}",
        "Nummer, Wortlaut, Beteiligte und Status jeder Maßnahme zum Ziel",
    )
    when_else(
        document,
        "vergleich",
        lambda: table(
            document,
            caption,
            ("Nr.", "Maßnahme", "Akteurinnen und Akteure", "Status", "Gegenüber {{ vorjahr }}"),
            (900, 5300, 3400, 2300, 2670),
            "massnahme in ziel.massnahmen",
            (
                _number_and_page, _measure_paragraphs, "{{ massnahme.akteure }}", "{{ massnahme.status }}",
                _change_paragraphs,
            ),
        ),
        lambda: table(
            document,
            caption,
            ("Nr.", "Maßnahme", "Akteurinnen und Akteure", "Status"),
            (900, 6900, 3970, 2800),
            "massnahme in ziel.massnahmen",
            (_number_and_page, _measure_paragraphs, "{{ massnahme.akteure }}", "{{ massnahme.status }}"),
        ),
    )  # fmt: skip
    tag(document, "endfor")
    tag(document, "if feld.weitere")
    document.add_paragraph("Weitere Maßnahmen", "Heading 3")
    each(document, "punkt in feld.weitere", lambda: document.add_paragraph("{{ punkt }}", "List Bullet"))
    tag(document, "endif")
    tag(document, "endfor")
    document.add_paragraph(
        "Die Angaben sind wörtlich aus dem Maßnahmenkatalog {{ jahr }} übernommen, auch wo er Schreibfehler enthält.",
        "Hinweis",
    )


def _remarks(document: Word) -> None:
    tag(document, "if bemerkungen")
    document.add_paragraph("Bemerkungen", "Heading 1")
    each(document, "bemerkung in bemerkungen", lambda: document.add_paragraph("{{ bemerkung }}"))
    tag(document, "endif")


def _responsibilities(document: Word) -> None:
    tag(document, "if zustaendigkeiten")
    document.add_paragraph("Maßnahmen nach Zuständigkeit", "Heading 1")
    document.add_paragraph(
        "Die Zahlen sind die Nummern der Maßnahmen {{ jahr }}."
    ).paragraph_format.keep_with_next = True
    table(
        document,
        ("Maßnahmen nach Zuständigkeit", "Akteurinnen und Akteure mit den Nummern der Maßnahmen"),
        ("Akteurin oder Akteur", "Zuständig für Nr.", "Beteiligt an Nr."),
        (4754, 2300, 2300),
        "zeile in zustaendigkeiten",
        ("{{ zeile.name }}", "{{ zeile.leitet }}", "{{ zeile.beteiligt }}"),
    )
    tag(document, "endif")


def _annex(document: Word) -> None:
    add = document.add_paragraph
    add("Anhang", "Heading 1")
    add("Quellen", "Heading 2")
    table(
        document,
        ("Quellen", "Ausgabe, Datei, Art und Seitenzahl der gelesenen Kataloge"),
        ("Ausgabe", "Datei", "Art", "Seiten"),
        (2700, 4054, 1600, 1000),
        "quelle in quellen",
        (
            "{{ quelle.jahr }}{% if quelle.beispiel %} (Beispieldaten){% endif %}", "{{ quelle.datei }}",
            "{{ quelle.art }}", "{{ quelle.seiten }}",
        ),
    )  # fmt: skip
    tag(document, "for quelle in quellen")
    paragraph = add("Prüfsumme (SHA-256) der Ausgabe {{ quelle.jahr }}:", "Hinweis")
    paragraph.add_run().add_break()
    paragraph.add_run("{{ quelle.pruefsumme }}")
    tag(document, "endfor")
    tag(document, "if hinweise or ersetzte_zeichen")
    add("Hinweise zur Durchsicht", "Heading 2")
    when(document, "ersetzte_zeichen", lambda: add("{{ ersetzte_zeichen }}"))
    tag(document, "if hinweise")
    add("{{ hinweise_satz }}").paragraph_format.keep_with_next = True
    table(
        document,
        ("Hinweise zur Durchsicht", "Was beim Lesen und Vergleichen der Kataloge aufgefallen ist"),
        ("Ausgabe", "Einstufung", "Hinweis"),
        (1300, 1600, 6454),
        "zeile in hinweise",
        ("{{ zeile.ausgabe }}", "{{ zeile.dringlichkeit }}", "{{ zeile.text }}"),
    )
    tag(document, "endif")
    tag(document, "endif")
    tag(document, "if entscheidungen")
    add("Entscheidungen", "Heading 2")
    add(
        "Was das Programm nicht sicher erkennen konnte, hat ein Mensch entschieden. Jede Entscheidung steht auch in "
        "der Datei „{{ protokoll_datei }}“."
    ).paragraph_format.keep_with_next = True
    table(
        document,
        ("Entscheidungen", "Maßnahme, was gelesen wurde und was gilt, mit Begründung, Name und Datum"),
        ("Nr.", "Entscheidung", "Begründung"),
        (1300, 4400, 3654),
        "zeile in entscheidungen",
        ("{{ zeile.nr }}", _decision, "{{ zeile.grund }}"),
    )
    tag(document, "endif")
    _method(document)


def _decision(cell: _Cell) -> None:
    cell_tag(cell, "if zeile.alt")
    cell.add_paragraph("{{ zeile.was }} ({{ zeile.ausgabe }}), bisher: {{ zeile.alt }}", "Tabellentext")
    cell_tag(cell, "endif")
    cell.add_paragraph("{{ zeile.was }} ({{ zeile.ausgabe }}), jetzt: {{ zeile.neu }}", "Tabellentext")


def _method(document: Word) -> None:
    def topic(heading: str, text: str) -> None:
        document.add_paragraph(heading, "Heading 3")
        paragraph(text)

    def paragraph(text: str) -> None:
        document.add_paragraph(" ".join(text.split()))

    document.add_paragraph("So ist dieser Bericht entstanden", "Heading 2")
    topic("Grundlage", BASIS)
    when(document, "vergleich", lambda: topic("Zuordnung der Maßnahmen", MATCHING))
    topic("Status und Zählung", COUNTING)
    when(document, "vergleich", lambda: paragraph(JUDGING))
    topic("Grenzen", LIMITS)
    topic("Nachprüfen", CHECKING)
    when(document, "vergleich", lambda: paragraph(CHANGE_LOG))


def _status_table(document: Word, title: str, loop: str) -> None:
    table(
        document,
        (title, "Maßnahmen mit bisherigem und neuem Wortlaut des Status und Seite in beiden Ausgaben"),
        ("Nr.", "Maßnahme", "Status {{ vorjahr }}", "Status {{ jahr }}", PAGES),
        (1500, 5670, 2900, 2900, 1600),
        loop,
        ("{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.alt }}", _new_status, "{{ zeile.seiten }}"),
    )


def _new_status(cell: _Cell) -> None:
    cell.add_paragraph("{{ zeile.neu }}", "Tabellentext schmal")
    cell_tag(cell, "if zeile.grund")
    cell.add_paragraph("Grund: {{ zeile.grund }}", "Tabellentext schmal")
    cell_tag(cell, "endif")


def _measure_table(document: Word, title: str, rows: str, page: str) -> None:
    table(
        document,
        (title, "Nummer, Wortlaut, Handlungsfeld, Beteiligte, Status und Seite der Maßnahmen"),
        ("Nr.", "Maßnahme", "Handlungsfeld", "Akteurinnen und Akteure", "Status", page),
        (900, 4370, 2900, 3200, 2000, 1200),
        f"zeile in aenderungen.{rows}",
        (
            "{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.handlungsfeld }}", "{{ zeile.akteure }}",
            "{{ zeile.status }}", "{{ zeile.seite }}",
        ),
    )  # fmt: skip


def _regrouping_table(document: Word, rows: str) -> None:
    def paragraphs(side: str) -> Fill:
        return lambda cell: cell_loop(cell, f"massnahme in zeile.{side}", "{{ massnahme }}")

    table(
        document,
        (f"{'Aufgeteilte' if rows == 'aufgeteilt' else 'Zusammengeführte'} Maßnahmen", "Maßnahmen bisher und jetzt"),
        ("Ausgabe {{ vorjahr }}", "Ausgabe {{ jahr }}"),
        (7285, 7285),
        f"zeile in aenderungen.{rows}",
        (paragraphs("alt"), paragraphs("neu")),
    )


def _number_and_page(cell: _Cell) -> None:
    cell.add_paragraph("{{ massnahme.nr }}", "Tabellentext schmal")
    cell_tag(cell, "if massnahme.seite")
    cell.add_paragraph("S. {{ massnahme.seite }}", "Tabellentext schmal")
    cell_tag(cell, "endif")


def _measure_paragraphs(cell: _Cell) -> None:
    cell_tag(cell, "for absatz in massnahme.absaetze")
    cell_tag(cell, "if absatz.punkt")
    cell.add_paragraph("{{ absatz.text }}", "Tabellenpunkt")
    cell_tag(cell, "elif absatz.notiz")
    cell.add_paragraph("{{ absatz.text }}", "Fortschrittsnotiz")
    cell_tag(cell, "else")
    cell.add_paragraph("{{ absatz.text }}", "Tabellentext")
    cell_tag(cell, "endif")
    cell_tag(cell, "endfor")


def _change_paragraphs(cell: _Cell) -> None:
    cell_loop(cell, "aenderung in massnahme.aenderungen", "{{ aenderung }}")


def _chapter(document: Word, name: str, heading: str, content: Callable[[], object]) -> None:
    """A section of the changes, left out where there is nothing to tell."""
    tag(document, f"if aenderungen.{name}")
    document.add_paragraph(heading, "Heading 2")
    content()
    tag(document, "endif")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_template())
