"""`katalog.json`: an edition as records, written and read back without loss (contract: design, "katalog.json")."""

import json
from pathlib import PurePath
from typing import Any, cast

from pipeline.errors import InputUnreadable
from pipeline.model import (
    Actor,
    Box,
    Due,
    Edition,
    Field,
    Finding,
    FurtherMeasure,
    Ledger,
    Measure,
    Place,
    Severity,
    Source,
    Status,
)

FORMAT = 1
Json = dict[str, Any]


def to_json(edition: Edition) -> bytes:
    """The edition as UTF-8 JSON, keys in contract order, one value a line: same edition, same bytes."""
    return (json.dumps(_edition_to_json(edition), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def from_json(content: bytes, name: str) -> Edition:
    """Read a `katalog.json` of an earlier run; `name` is the file's name for messages.

    Raises:
        InputUnreadable: not JSON, or not records of this program.
    """
    try:
        return _edition_from_json(json.loads(content.decode("utf-8-sig")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputUnreadable(
            f"„{PurePath(name).name}“ ist keine katalog.json dieses Programms ({type(error).__name__}: {error}); "
            "die Maßnahmen des Vorjahres würden fehlen: Bitte die Datei aus output/JAHR/ erneut kopieren oder den Katalog "
            "als PDF ablegen."
        ) from error


def _edition_to_json(edition: Edition) -> Json:
    source = edition.source
    return {
        "format": FORMAT,
        "edition": {
            "year": edition.year,
            "title": edition.title,
            "sample": edition.sample,
            "as_of": edition.as_of,
            "source": {"file": source.file, "sha256": source.sha256, "kind": source.kind, "pages": source.pages},
        },
        "fields_of_action": [{"name": field.name, "visions": list(field.visions)} for field in edition.fields],
        "measures": [_measure_to_json(measure) for measure in edition.measures],
        "further_measures": [
            {"field_of_action": further.field_of_action, "text": further.text, "page": further.page}
            for further in edition.further_measures
        ],
        "remarks": list(edition.remarks),
        "findings": [finding_to_json(finding) for finding in edition.findings],
        "ledger": {name: getattr(edition.ledger, name) for name in Ledger.__dataclass_fields__},
    }


def _measure_to_json(measure: Measure) -> Json:
    due = measure.due
    first, *continued = map(_place_to_json, measure.places)
    return {
        "uid": measure.uid,
        "number": measure.number,
        "field_of_action": measure.field_of_action,
        "goal": measure.goal,
        "text": measure.text,
        "progress_notes": list(measure.progress_notes),
        "actors_text": measure.actors_text,
        "actors": [actor.label for actor in measure.actors],
        "actor_details": [
            {"name": actor.name, "office": actor.office, "role": actor.role, "known": actor.known}
            for actor in measure.actors
        ],
        "status_text": measure.status_text,
        "status": measure.status.value,
        "follow_up": measure.follow_up.value if measure.follow_up else None,
        "due": {"kind": due.kind, "year": due.year, "month": due.month, "season": due.season} if due else None,
        "extra": dict(measure.extra),
        "source": first | {"continued": continued},
        "findings": list(measure.findings),
    }


def _place_to_json(place: Place) -> Json:
    return {
        "page": place.page,
        "bbox": [round(value, 2) for value in place.bbox] if place.bbox else None,
        "lines": list(place.lines) if place.lines else None,
    }


def finding_to_json(finding: Finding) -> Json:
    """One finding as it stands in `katalog.json` and `lauf.json`."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "measure": finding.measure,
        "page": finding.page,
    }


def _edition_from_json(document: Json) -> Edition:
    head = document["edition"]
    return Edition(
        year=int(head["year"]),
        title=str(head["title"]),
        sample=bool(head["sample"]),
        as_of=head.get("as_of"),
        source=Source(**head["source"]),
        fields=tuple(Field(field["name"], tuple(field["visions"])) for field in document["fields_of_action"]),
        measures=tuple(_measure_from_json(measure) for measure in document["measures"]),
        further_measures=tuple(FurtherMeasure(**further) for further in document["further_measures"]),
        remarks=tuple(document["remarks"]),
        findings=tuple(
            Finding(**(finding | {"severity": Severity(finding["severity"])})) for finding in document["findings"]
        ),
        ledger=Ledger(**document.get("ledger", {})),
    )


def _measure_from_json(record: Json) -> Measure:
    source = record["source"]
    details = record.get("actor_details")
    return Measure(
        uid=record["uid"],
        number=record["number"],
        field_of_action=record["field_of_action"],
        goal=record["goal"],
        text=record["text"],
        actors_text=record["actors_text"],
        status_text=record["status_text"],
        places=tuple(_place_from_json(place) for place in (source, *source.get("continued", ()))),
        progress_notes=tuple(record["progress_notes"]),
        actors=tuple(Actor(**actor) for actor in details) if details is not None else tuple(map(Actor, record["actors"])),
        status=Status(record["status"]),
        follow_up=Status(record["follow_up"]) if record["follow_up"] else None,
        due=Due(**record["due"]) if record["due"] else None,
        extra=tuple(record["extra"].items()),
        findings=tuple(record["findings"]),
    )


def _place_from_json(place: Json) -> Place:
    return Place(
        int(place["page"]),
        cast(Box, tuple(place["bbox"])) if place["bbox"] else None,
        (place["lines"][0], place["lines"][1]) if place["lines"] else None,
    )
