"""The words from which catalogues are invented, and the thesaurus with which next year's editor rewords them."""

from pipeline.model import Status

ACTIONS = (
    "Ausbau", "Einrichtung", "Fortführung", "Stärkung", "Entwicklung", "Erprobung", "Überarbeitung", "Bekanntmachung",
    "Verstetigung", "Organisation", "Vermittlung", "Koordination", "Veröffentlichung", "Neukonzeption",
    "Bereitstellung", "Prüfung", "Ausrichtung", "Begleitung", "Vernetzung", "Erweiterung",
)  # fmt: skip
FIRST_PARTS = (
    "Sprach", "Nachbarschafts", "Lern", "Schwimm", "Hitzeschutz", "Reparatur", "Ferien", "Wohnraum", "Ehrenamts",
    "Theater", "Schulweg", "Energie", "Musik", "Pflege", "Willkommens", "Garten", "Berufs", "Stadtteil", "Bewegungs",
    "Bücher", "Dolmetscher", "Eltern", "Notfall", "Vereins", "Kunst", "Digital", "Generationen", "Bewerbungs",
    "Gesundheits", "Quartiers", "Jugend", "Wasser", "Radverkehrs", "Senioren", "Natur", "Medien",
)  # fmt: skip
SECOND_PARTS = (
    "beratung", "werkstatt", "börse", "patenschaft", "kampagne", "sprechstunde", "reihe", "kartei", "förderung",
    "begleitung", "ausstellung", "konferenz", "akademie", "karte", "mappe", "route", "schulung", "runde", "zentrale",
    "sammlung", "betreuung", "erhebung", "messe", "agentur", "gruppe", "stelle", "planung", "woche", "küche", "bühne",
)  # fmt: skip
AUDIENCES = (
    "Jugendliche", "ältere Menschen", "zugewanderte Familien", "Alleinerziehende", "Auszubildende", "Grundschulkinder",
    "pflegende Angehörige", "Menschen mit Behinderung", "Neubürgerinnen", "kleine Betriebe", "Vereinsvorstände",
    "Studierende", "Beschäftigte im Schichtdienst", "Geflüchtete", "Mieterinnen und Mieter", "junge Eltern",
    "Langzeitarbeitslose", "Kitakinder",
)  # fmt: skip
MANNERS = (
    "im Bürgerhaus", "am Marktplatz", "in den Teilorten", "an beruflichen Schulen", "in der Stadtbibliothek",
    "auf der Homepage", "im Rathausfoyer", "entlang der Bahnlinie", "im Amtsblatt", "in den Sommerferien",
    "mit mehrsprachigen Faltblättern", "durch geschulte Freiwillige", "mit externer Moderation", "in einfacher Sprache",
    "mit Fördermitteln des Landes", "unter Beteiligung des Gemeinderats", "als offenes Angebot", "im Gewerbegebiet",
)  # fmt: skip
VERBS = (
    "erleichtern", "verkürzen", "beleben", "bündeln", "vermeiden", "verhindern", "senken", "anregen", "schaffen",
    "sichern", "weitergeben", "abbauen", "öffnen", "verbinden", "stärken", "fördern", "prüfen", "ordnen",
)  # fmt: skip
FIELDS = ("Arbeit", "Wohnen", "Bildung", "Ehrenamt", "Gesundheit", "Mobilität", "Klima", "Kultur")
OFFICES = (
    "Amt für soziale Dienste", "Jobcenter", "Volkshochschule", "Stadtplanungsamt", "Kulturamt", "Jugendhaus e.V.",
    "Ordnungsamt", "Stadtwerke", "Seniorenrat", "Schulverwaltungsamt", "Klimaschutzmanagement", "Sportkreis",
)  # fmt: skip
STATUSES = (
    ("Noch nicht umgesetzt", Status.NOT_STARTED), ("In Planung", Status.PLANNED),
    ("Wird fortgesetzt", Status.IN_PROGRESS),
    ("Abgeschlossen", Status.COMPLETED), ("Zurückgestellt", Status.POSTPONED),
)  # fmt: skip
SYNONYMS = {
    "ältere": "betagte", "akteure": "Beteiligte", "alle": "sämtliche", "am": "beim", "angebot": "Hilfe",
    "angebote": "Hilfen", "angeboten": "Hilfen", "anlage": "Errichtung", "aufbau": "Schaffung", "ausbau": "Erweiterung",
    "ausrichtung": "Veranstaltung", "ausstellung": "Schau", "austausch": "Ersatz", "auszubildende": "Lehrlinge",
    "bau": "Errichtung", "begleitung": "Betreuung", "bekanntmachung": "Bewerbung", "beratung": "Information",
    "bereitstellung": "Vorhaltung", "beschäftigte": "Arbeitskräfte", "broschüre": "Druckschrift",
    "bürgerhaus": "Gemeindehaus", "durch": "mittels", "durchführung": "Veranstaltung",
    "eltern": "Erziehungsberechtigte",
    "einführung": "Aufnahme", "einrichtung": "Schaffung", "entwicklung": "Erarbeitung", "ergänzung": "Anreicherung",
    "erleichtern": "vereinfachen", "erprobung": "Test", "erstellung": "Ausarbeitung", "erweiterung": "Vergrößerung",
    "familien": "Haushalte", "flyer": "Faltblatt", "förderung": "Unterstützung", "fortbildung": "Schulung",
    "fortführung": "Weiterführung", "für": "zugunsten von", "geflüchtete": "Schutzsuchende",
    "geflüchteten": "Schutzsuchenden", "herausgabe": "Veröffentlichung", "homepage": "Internetseite",
    "informationen": "Auskünfte", "insbesondere": "vor allem", "intensivierung": "Verstärkung",
    "jährlich": "jedes Jahr",
    "jugendliche": "junge Leute", "kindertagesstätten": "Kitas", "konzept": "Plan", "koordination": "Abstimmung",
    "maßnahmen": "Schritte", "menschen": "Personen", "mieterinnen": "Bewohnerinnen", "mindestens": "wenigstens",
    "mit": "samt", "neue": "weitere", "neukonzeption": "Neuplanung", "organisation": "Ausrichtung",
    "programm": "Vorhaben", "projekt": "Vorhaben", "projekte": "Vorhaben", "projekten": "Vorhaben",
    "projekts": "Vorhabens", "prüfung": "Untersuchung", "rathaus": "Verwaltungsgebäude", "schaffen": "herstellen",
    "schulen": "Bildungseinrichtungen", "schulung": "Fortbildung", "sowie": "und", "stadt": "Kommune",
    "städtischen": "kommunalen", "stärken": "festigen", "stärkung": "Förderung", "strom": "Energie",
    "themen": "Inhalte", "übersicht": "Aufstellung", "um": "damit", "umsetzung": "Verwirklichung", "und": "sowie",
    "unterstützen": "fördern", "unterstützung": "Hilfe", "veranstaltung": "Treffen", "veranstaltungen": "Treffen",
    "vermeiden": "umgehen", "vermittlung": "Weitergabe", "vernetzung": "Zusammenarbeit",
    "veröffentlichen": "bekannt machen", "veröffentlichung": "Publikation", "verstetigung": "Sicherung",
    "website": "Internetseite", "weitere": "zusätzliche", "werbung": "Anzeigen", "wiederaufnahme": "Neubeginn",
    "wohnungen": "Unterkünfte", "zu": "betreffend", "zur": "hinsichtlich der", "zwischen": "unter",
}  # fmt: skip
OTHER_WORDS = (
    "zeitnah", "gemeinsam", "künftig", "dauerhaft", "bedarfsgerecht", "vertieft", "regelmäßig", "niedrigschwellig",
    "Austausch", "Netzwerk", "Konzept", "Leitfaden", "Bausteine", "Formate", "Runde", "Anlaufstelle", "Partner",
    "Träger", "Zielgruppe", "Rahmen", "Umfeld", "Schwerpunkt", "Initiative", "Werkzeug", "Handreichung", "Dialog",
    "Impuls", "Verfahren", "Ressourcen", "Möglichkeiten", "gezielt", "verbindlich", "wohnortnah", "kostenfrei",
    "schrittweise", "erneut", "stadtweit", "fachlich", "transparent", "Ergebnis", "Abstimmung", "Begleitgruppe",
    "Pilot", "Standort",
    "Kampagne", "Material", "Beispiele", "Umfrage", "Daten", "Vorschläge", "Module", "Termine", "Kontakte", "Zugänge",
)  # fmt: skip
