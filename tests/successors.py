"""Successor editions with known truth: what a city might publish next year, and which measure became which.

`catalogue` invents a base edition by recombining words, `successor` turns any edition into the next one: rewords,
splits, merges, moves, swaps, drops, adds (also look-alikes) and changes statuses, all from one seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from pipeline.model import Edition, Field, Measure, Place, Relation, Source, Status

Crosswalk = frozenset[tuple[str, str, Relation]]
"""(old number, new number, relation); an absent side is empty."""

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
    "ausbau": "Erweiterung", "einrichtung": "Schaffung", "fortführung": "Weiterführung", "stärkung": "Förderung",
    "förderung": "Unterstützung", "unterstützung": "Hilfe", "durchführung": "Veranstaltung", "angebote": "Hilfen",
    "angeboten": "Hilfen", "erstellung": "Ausarbeitung", "überarbeitung": "Neufassung", "beratung": "Information",
    "menschen": "Personen", "jugendliche": "junge Leute", "verstetigung": "Sicherung", "begleitung": "Betreuung",
    "weitere": "zusätzliche", "und": "sowie", "um": "damit", "für": "zugunsten von", "durch": "mittels",
    "veröffentlichung": "Publikation", "homepage": "Internetseite", "website": "Internetseite",
    "geflüchtete": "Schutzsuchende", "schulen": "Bildungseinrichtungen", "projekten": "Vorhaben",
    "maßnahmen": "Schritte", "übersicht": "Aufstellung",
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


@dataclass(frozen=True)
class Successor:
    """The next year's edition and the true crosswalk to it."""

    edition: Edition
    truth: Crosswalk


@dataclass(frozen=True)
class _Draft:
    """A measure of the next edition before it is numbered, with the old numbers it comes from."""

    measure: Measure
    origins: tuple[str, ...]
    relation: Relation


def measure(number: str, text: str, **values: object) -> Measure:
    """One measure of 2023 with plain defaults; notes are taken from its text."""
    notes = tuple(line[2:] for line in text.split("\n") if line.startswith("→ "))
    plain = Measure(
        uid=f"2023-{number}", number=number, field_of_action="Arbeit", goal="Arbeit vermitteln", text=text,
        actors_text="Jobcenter", status_text="Wird fortgesetzt", places=(Place(1),), progress_notes=notes,
        status=Status.IN_PROGRESS,
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


def edition(year: int, measures: Sequence[Measure], **values: object) -> Edition:
    """An edition of `year` around `measures`, which get the year's own uids."""
    fields = tuple(Field(name) for name in dict.fromkeys(item.field_of_action for item in measures))
    own = tuple(replace(item, uid=f"{year}-{item.number}") for item in measures)
    plain = Edition(year, "Maßnahmenkatalog", False, Source(f"{year}.pdf", "0" * 64, "pdf", 9), fields, own)
    return replace(plain, **values)  # type: ignore[arg-type]


def catalogue(seed: int, size: int) -> Edition:
    """An invented edition of `size` different measures made by recombining words; three measures share a goal."""
    random = Random(seed)
    seen: set[str] = set()
    goal = ""
    measures: list[Measure] = []
    while len(measures) < size:
        text = _sentence(random)
        if text in seen:
            continue
        seen.add(text)
        index = len(measures)
        field = FIELDS[index * len(FIELDS) // size]
        if index % 3 == 0:
            goal = f"Zugänge für {random.choice(AUDIENCES)} verbessern und {_compound(random)} {random.choice(VERBS)}"
        actors = ", ".join(random.sample(OFFICES, random.randint(1, 3)))
        wording, code = random.choice(STATUSES)
        values = {"field_of_action": field, "goal": goal, "actors_text": actors, "status_text": wording, "status": code}
        measures.append(measure(str(index + 1), text, **values))
    return edition(2023, measures)


def successor(base: Edition, seed: int, rewording: float) -> Successor:
    """The edition after `base`: every continued text has `rewording` of its words changed, all events are mixed."""
    random = Random(f"successor {seed}")
    vocabulary = sorted({word for item in base.measures for word in item.text.split()})
    drafts = [_worded(draft, rewording, vocabulary, random) for draft in _events(base, random)]
    drafts = _placed(drafts, base, random)
    for look_alike in _look_alikes(base, random):
        drafts.insert(random.randint(0, len(drafts)), _Draft(look_alike, (), Relation.NEW))
    for _ in range(max(1, len(drafts) // 20)):
        first = random.randrange(len(drafts) - 1)
        drafts[first], drafts[first + 1] = drafts[first + 1], drafts[first]
    numbered = [replace(draft, measure=replace(draft.measure, number=str(n))) for n, draft in enumerate(drafts, 1)]
    truth = {(old, d.measure.number, d.relation) for d in numbered for old in d.origins or ("",)}
    gone = {item.number for item in base.measures} - {old for old, _, _ in truth}
    truth |= {(old, "", Relation.DROPPED) for old in gone}
    return Successor(edition(base.year + 1, [draft.measure for draft in numbered]), frozenset(truth))


def reword(text: str, share: float, vocabulary: Sequence[str], random: Random) -> str:
    """Change `share` of the words: 7 of 10 replaced (synonym, else any word), the others cut or with one inserted."""
    words = text.split(" ")
    for position in sorted(random.sample(range(len(words)), round(share * len(words))), reverse=True):
        kind = random.random()
        other = random.choice(vocabulary if random.random() < 0.3 else OTHER_WORDS)
        if kind < 0.7:
            words[position] = SYNONYMS.get(words[position].casefold().strip(",."), other)
        elif kind < 0.85 and len(words) > 3:
            del words[position]
        else:
            words.insert(position, other)
    return " ".join(words)


def _sentence(random: Random) -> str:
    text = f"{random.choice(ACTIONS)} einer {_compound(random)} für {random.choice(AUDIENCES)} {random.choice(MANNERS)}"
    if random.random() < 0.7:
        text += f", um {_compound(random)} und {_compound(random)} zu {random.choice(VERBS)}"
    if random.random() < 0.4:
        text += f" sowie {random.choice(ACTIONS)} der {_compound(random)} {random.choice(MANNERS)}"
    return text


def _compound(random: Random) -> str:
    return random.choice(FIRST_PARTS) + random.choice(SECOND_PARTS)


def _events(base: Edition, random: Random) -> list[_Draft]:
    """Each old measure meets one fate: dropped, split, merged with its followers, or continued."""
    drafts: list[_Draft] = []
    queue = list(base.measures)
    while queue:
        item = queue.pop(0)
        fate = random.random()
        if fate < 0.06:
            continue
        if fate < 0.12 and len(_plan(item).split()) >= 14:
            drafts += _split(item, random)
        elif fate < 0.17 and queue:
            parts = [item, *(queue.pop(0) for _ in range(min(len(queue), random.choice((1, 1, 2)))))]
            drafts.append(_Draft(_joined(parts), tuple(part.number for part in parts), Relation.MERGED))
        else:
            drafts.append(_Draft(item, (item.number,), Relation.CONTINUED))
    return drafts


def _joined(parts: Sequence[Measure]) -> Measure:
    plan = " sowie ".join(_plan(part) for part in parts)
    return _with_notes(parts[0], plan, tuple(note for part in parts for note in part.progress_notes))


def _plan(item: Measure) -> str:
    return "\n".join(line for line in item.text.split("\n") if not line.startswith("→ "))


def _with_notes(item: Measure, plan: str, notes: tuple[str, ...]) -> Measure:
    return replace(item, text="\n".join((plan, *(f"→ {note}" for note in notes))), progress_notes=notes)


def _split(item: Measure, random: Random) -> list[_Draft]:
    words = _plan(item).split(" ")
    count = 3 if len(words) >= 24 and random.random() < 0.5 else 2
    lead = words[: random.choice((0, 2))]
    cuts = [round(len(words) * share / count) for share in range(count + 1)]
    parts = [words[start:stop] for start, stop in pairwise(cuts)]
    texts = [" ".join(part if n == 0 else lead + part) for n, part in enumerate(parts)]
    return [_Draft(_with_notes(item, text, ()), (item.number,), Relation.SPLIT) for text in texts]


def _worded(draft: _Draft, share: float, vocabulary: Sequence[str], random: Random) -> _Draft:
    item = draft.measure
    changes: dict[str, object] = {}
    if random.random() < 0.2:
        changes["goal"] = reword(item.goal, share, vocabulary, random)
    if random.random() < 0.2:
        changes["actors_text"] = ", ".join(random.sample(OFFICES, 2))
    if random.random() < 0.3:
        changes["status_text"], changes["status"] = random.choice(STATUSES)
    note = (" ".join(random.sample(OTHER_WORDS, 4)) + " im März 2024",) if random.random() < 0.2 else ()
    plan = reword(_plan(item), share, vocabulary, random)
    worded = _with_notes(replace(item, **changes), plan, (*item.progress_notes, *note))  # type: ignore[arg-type]
    return replace(draft, measure=worded)


def _placed(drafts: list[_Draft], base: Edition, random: Random) -> list[_Draft]:
    """Move one measure in twelve to the field and goal of another one, and to another place."""
    placed = list(drafts)
    for draft in drafts:
        if random.random() < 1 / 12:
            host = random.choice(base.measures)
            placed.remove(draft)
            moved = replace(draft.measure, field_of_action=host.field_of_action, goal=host.goal)
            placed.insert(random.randint(0, len(placed)), replace(draft, measure=moved))
    return placed


def _look_alikes(base: Edition, random: Random) -> list[Measure]:
    """New measures: half of them start like an old one and serve its goal, the others are all new."""
    made: list[Measure] = []
    for _ in range(max(1, len(base.measures) // 16)):
        host = random.choice(base.measures)
        opening = host.text.split("\n")[0].split(" ")
        strange = [random.choice(OTHER_WORDS) for _ in range(8)]
        similar = _with_notes(host, " ".join([*opening[: max(2, len(opening) // 4)], *strange]), ())
        made += [similar, replace(similar, text=_sentence(random), goal="Neues erproben")]
    return made


def scores(found: Crosswalk, truth: Crosswalk) -> tuple[float, float, float]:
    """Precision, recall and F1 of the found links, relation included."""
    hit = len(found & truth)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
