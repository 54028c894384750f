"""Documents that are no table catalogue, for `tests/other_documents/`: `cd tests && python -m makers.others`."""

from pathlib import Path

from makers.engines import weasyprint_pdf
from makers.finish import finished

FOLDER = Path(__file__).parent.parent / "other_documents"
GRID = "table { border-collapse: collapse } td, th { border: 0.5pt solid; padding: 3pt }"
SHEETS = (
    ("1", "Beratung zur Wohnungsanpassung", "Seniorenbüro", "Wird fortgesetzt"),
    ("2", "Nachbarschaftstreff in der Südstadt", "Amt für Soziales", "In Planung für 2026"),
    ("3", "Fahrdienst zu Facharztterminen", "Bürgerbusverein", "Umgesetzt"),
)


def _table(*rows: tuple[str, ...]) -> str:
    head, *body = rows
    titles = "".join(f"<th>{cell}</th>" for cell in head)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    return f"<table><tr>{titles}</tr>{lines}</table>"


def _sheet(number: str, measure: str, actors: str, status: str) -> str:
    rows = (("Nr.", number), ("Maßnahme", measure), ("Zuständigkeit", actors), ("Status", status))
    lines = "".join(f"<tr><th>{title}</th><td>{value}</td></tr>" for title, value in rows)
    return f'<section style="break-after: page"><h2>Steckbrief {number}</h2><table>{lines}</table></section>'


DOCUMENTS = {
    "one-sheet-per-measure": "<h1>Steckbriefe Beispielheim 2025</h1>" + "".join(_sheet(*sheet) for sheet in SHEETS),
    "slides": "".join(
        f'<section style="break-after: page"><h1>{measure}</h1><ul><li>Wer? {actors}</li><li>Stand: {status}</li></ul>'
        "</section>"
        for _, measure, actors, status in SHEETS
    ),
    "invoice": "<h1>Rechnung 4711</h1><p>Stadt Beispielheim, Kämmerei</p>"
    + _table(
        ("Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Betrag"),
        ("1", "Parkbank aus Lärche", "12", "480,00 €", "5.760,00 €"),
        ("2", "Aufstellung", "12", "95,00 €", "1.140,00 €"),
    ),
    "budget": "<h1>Haushaltsplan Beispielheim 2025</h1>"
    + _table(
        ("Nr.", "Projekt", "Ansatz 2024", "Ansatz 2025"),
        ("1", "Neubau der Sporthalle", "1.200.000 €", "2.400.000 €"),
        ("2", "Sanierung der Brücke am Mühlbach", "90.000 €", "350.000 €"),
    ),
    "minutes": "<h1>Niederschrift der Sitzung vom 3. März 2025</h1>"
    + _table(
        ("TOP", "Thema", "Zuständig", "Status"),
        ("1", "Bericht zum Stand der Beratungsstelle", "Seniorenbüro", "erledigt"),
        ("2", "Verschiedenes", "alle", "offen"),
    ),
    "letter": "<p>Sehr geehrte Damen und Herren,</p><p>zur Maßnahme 7 des Katalogs bitten wir um Auskunft über den "
    "Status der Umsetzung und die beteiligten Akteure.</p><p>Mit freundlichen Grüßen</p>",
}


def main() -> None:
    """Write one PDF for every document."""
    for name, body in DOCUMENTS.items():
        page = "a4 landscape" if name == "slides" else "a4"
        css = f"@page {{ size: {page} }} body {{ font: 11pt 'Liberation Sans' }} {GRID}"
        html = f'<html lang="de"><head><style>{css}</style></head><body>{body}</body></html>'
        (FOLDER / f"beispiel-{name}.pdf").write_bytes(finished(weasyprint_pdf(html)))


if __name__ == "__main__":
    main()
