"""Successor editions with known truth: what a city might publish next year, and which measure became which.

A base edition is printed (a truth of `tests/catalogues`) or invented (`catalogue` recombines words). `successor` turns
it into the next one: rewords, splits, merges, moves, swaps, drops, adds (also look-alikes, above all of what was
dropped), renames fields of action, renumbers, retypes and changes statuses, all from one seed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from rewording import retyped, reword, turned
from successor_words import (
    ACTIONS,
    AUDIENCES,
    FIELDS,
    FIRST_PARTS,
    MANNERS,
    OFFICES,
    OTHER_WORDS,
    SECOND_PARTS,
    STATUSES,
    VERBS,
)

from pipeline.model import Edition, Field, Measure, Place, Relation, Source, Status

Crosswalk = frozenset[tuple[str, str, Relation]]
"""(old number, new number, relation); an absent side is empty."""
CATALOGUES = Path(__file__).parent / "catalogues"
PRINTED = (
    ("truth-2023.json",),
    ("truth-beispielstadt.json", "truth-beispielhausen.json", "truth-beispielkreis.json", "truth-beispieldorf.json"),
    ("truth-2024-beispiel.json",),
)
"""Catalogues whose truth is known; the small ones are bound into one."""
INVENTED_SIZE = 80


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

    @property
    def olds(self) -> tuple[str, ...]:
        """The old numbers as the crosswalk names them."""
        return self.origins or ("",)


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


def base(seed: int) -> Edition:
    """The edition to start from: every second seed invents one, the others take the printed ones in turn."""
    return catalogue(seed, INVENTED_SIZE) if seed % 2 else printed(*PRINTED[seed // 2 % len(PRINTED)])


@cache
def printed(*truths: str) -> Edition:
    """Catalogues that stand in `tests/catalogues`, bound into one edition of 2023."""
    rows = [row for truth in truths for row in json.loads((CATALOGUES / truth).read_text("utf-8"))["measures"]]
    return edition(2023, [_row(row) for row in rows])


def _row(row: dict[str, object]) -> Measure:
    values = {name: _lines(value) for name, value in row.items()}
    text = "\n".join(line.replace("→", "→ ").replace("→  ", "→ ") for line in values["lines"])
    return measure(
        str(row["nr"]), text, field_of_action=str(row["field"]), goal=" ".join(values["goal"]),
        actors_text="\n".join(values["actors"]), status_text=" ".join(values["status"]),
    )  # fmt: skip


def _lines(value: object) -> list[str]:
    return [str(line) for line in value] if isinstance(value, list) else [str(value)]


def successor(base: Edition, seed: int, rewording: float) -> Successor:
    """The edition after `base`: every continued text has `rewording` of its words changed, all events are mixed."""
    random = Random(f"successor {seed}")
    vocabulary = sorted({word for item in base.measures for word in item.text.split()})
    goals, fields = _renamed(base, rewording, vocabulary, random)
    drafts = [_worded(draft, rewording, vocabulary, random) for draft in _events(base, random)]
    drafts = _placed(drafts, base, random)
    survivors = {number for draft in drafts for number in draft.origins}
    _add_look_alikes(drafts, base, survivors, random)
    for _ in range(max(1, len(drafts) // 20)):
        first = random.randrange(len(drafts) - 1)
        drafts[first], drafts[first + 1] = drafts[first + 1], drafts[first]
    measures = [
        replace(
            draft.measure,
            number=number,
            goal=goals.get(draft.measure.goal, draft.measure.goal),
            field_of_action=fields.get(draft.measure.field_of_action, draft.measure.field_of_action),
        )
        for draft, number in zip(drafts, _numbers(drafts, random), strict=True)
    ]
    truth = {(old, d.number, draft.relation) for d, draft in zip(measures, drafts, strict=True) for old in draft.olds}
    truth |= {(item.number, "", Relation.DROPPED) for item in base.measures if item.number not in survivors}
    return Successor(edition(base.year + 1, measures), frozenset(truth))


def _renamed(
    base: Edition, share: float, vocabulary: Sequence[str], random: Random
) -> tuple[dict[str, str], dict[str, str]]:
    """One goal in five is reworded, for all its measures; one field of action in eight gets another name."""
    goals = {
        goal: reword(goal, share, vocabulary, random) for goal in _some({m.goal for m in base.measures}, 5, random)
    }
    names = {item.name for item in base.fields}
    fields = {name: f"{name} und {random.choice(OTHER_WORDS)}" for name in _some(names, 8, random)}
    return goals, fields


def _some(texts: Iterable[str], one_in: int, random: Random) -> list[str]:
    return [text for text in sorted(texts) if random.random() < 1 / one_in]


def _numbers(drafts: Sequence[_Draft], random: Random) -> list[str]:
    """Counted anew, counted within a prefix, or kept where the measure goes on."""
    style = random.choice(("anew", "anew", "prefix", "kept"))
    if style != "kept":
        return [f"M {n}" if style == "prefix" else str(n) for n in range(1, len(drafts) + 1)]
    given: dict[str, None] = {}
    for draft in drafts:
        number = draft.origins[0] if draft.origins else "N 1"
        while number in given:
            number = f"{number}a"
        given[number] = None
    return list(given)


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
        changes["actors_text"] = ", ".join(random.sample(OFFICES, 2))
    if random.random() < 0.3:
        changes["status_text"], changes["status"] = random.choice(STATUSES)
    note = (" ".join(random.sample(OTHER_WORDS, 4)) + " im März 2024",) if random.random() < 0.2 else ()
    plan = reword(_plan(item), share, vocabulary, random)
    if random.random() < 0.1:
        plan = turned(plan)
    if random.random() < 0.1:
        plan = retyped(plan, random)
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


def _add_look_alikes(drafts: list[_Draft], base: Edition, survivors: set[str], random: Random) -> None:
    """New measures: half start like an old one, dropped if there is any, and serve its goal; the others are all new."""
    dropped = [item for item in base.measures if item.number not in survivors]
    for _ in range(max(1, len(base.measures) // 16)):
        host = random.choice(dropped or base.measures)
        opening = host.text.split("\n")[0].split(" ")
        text = f"{' '.join(opening[: max(2, len(opening) // 4)])} {_sentence(random)}"
        for new in (_with_notes(host, text, ()), replace(host, text=_sentence(random), goal="Neues erproben")):
            drafts.insert(random.randint(0, len(drafts)), _Draft(replace(new, progress_notes=()), (), Relation.NEW))


def scores(found: Crosswalk, truth: Crosswalk) -> tuple[float, float, float]:
    """Precision, recall and F1 of the found links, relation included."""
    hit = len(found & truth)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
