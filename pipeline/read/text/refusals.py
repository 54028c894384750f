"""Text exports: why one is refused, in the words that the analyst reads."""

from pipeline.read.text.lines import Printed


def no_titles(name: str, count: int) -> str:
    """No row of column titles."""
    return (
        f"„{name}“ enthält keine Tabelle mit Maßnahmen: Gesucht wurde eine Kopfzeile mit mindestens drei Spaltentiteln "
        f"wie „Nr.“, „Maßnahme“, „Akteure“ und „Status“, gefunden wurden {count} Zeilen ohne eine solche. Bitte "
        "prüfen, ob die richtige Datei abgelegt wurde, oder die Spaltentitel in templates/begriffe.csv ergänzen."
    )


def no_numbers(name: str, line: Printed) -> str:
    """No running numbers below the titles."""
    return (
        f"„{name}“ enthält keine Maßnahmen: Unter der Kopfzeile in Zeile {line.number} wurden laufende Nummern wie "
        "„1“, „2“ oder „M 1“ am Anfang der Maßnahmen gesucht, aber keine gefunden. Bitte den Katalog als PDF ablegen "
        "oder den Text Zelle für Zelle exportieren."
    )


def no_rows(name: str, why: str) -> str:
    """Columns side by side whose rows nothing tells apart."""
    return (
        f"In „{name}“ stehen die Spalten nebeneinander, aber {why}; Text und Status kämen zur falschen Maßnahme: Bitte "
        "den Katalog als PDF ablegen oder den Text Zelle für Zelle exportieren (pdftotext mit der Option -raw statt "
        "-layout)."
    )


def out_of_order(name: str, count: int) -> str:
    """Numbers, but cells that nothing tells apart."""
    return (
        f"„{name}“ enthält zwar {count} laufende Nummern, aber bei den meisten ist nicht zu erkennen, wo ihre Zellen "
        "enden (sie stehen nicht Zeile für Zeile hintereinander oder ungetrennt in einer); Text und Status kämen zur "
        "falschen Maßnahme: Bitte den Katalog als PDF ablegen oder den Text anders exportieren (pdftotext mit der "
        "Option -raw, bei vielen kurzen Spalten mit -layout)."
    )


def no_line_ends(name: str, line: Printed) -> str:
    """A line that no page holds."""
    return (
        f"In „{name}“ fehlen Zeilenumbrüche: Zeile {line.number} hat {len(line.text)} Zeichen; wo Zellen enden, wäre "
        "nicht zu erkennen. Bitte den Katalog als PDF ablegen oder den Text anders exportieren (pdftotext mit der "
        "Option -raw)."
    )
