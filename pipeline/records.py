"""`katalog.json`: an edition as records, written and read back without loss (contract: design, "katalog.json")."""

import json
from datetime import datetime
from pathlib import PurePath
from typing import Any

from pipeline.errors import InputUnreadable
from pipeline.model import (
    Actor,
    Box,
    Correction,
    Due,
    Edition,
    Field,
    Finding,
    Furniture,
    FurtherMeasure,
    Ledger,
    Measure,
    Place,
    Severity,
    Signature,
    Source,
    Status,
)

FORMAT = 1
_LEDGER_OF_0_1 = {"texts": "remarks"}
"""Sums by the names that version 0.1 gave them."""
Json = dict[str, Any]


def to_json(edition: Edition) -> bytes:
    """The edition as UTF-8 JSON, keys in contract order, one value a line: same edition, same bytes."""
    text = json.dumps(_edition_to_json(edition), ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def from_json(content: bytes, name: str) -> Edition:
    """Read a `katalog.json` of an earlier run; `name` is the file's name for messages.

    Raises:
        InputUnreadable: not JSON, not records of this program, or of a later version of it.
    """
    try:
        document = json.loads(content.decode("utf-8-sig"))
        if document.get("format", FORMAT) == FORMAT:
            return _edition_from_json(document)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        raise InputUnreadable(
            f"„{PurePath(name).name}“ ist keine unveränderte katalog.json dieses Programms ({_reason(error)}); die "
            "Maßnahmen des Vorjahres würden fehlen: Bitte die Datei aus output/JAHR/ erneut kopieren oder den Katalog "
            "als PDF ablegen."
        ) from error
    raise InputUnreadable(
        f"„{PurePath(name).name}“ stammt von einer anderen Fassung dieses Programms; Angaben könnten verloren gehen: "
        "Bitte die Datei mit dieser Fassung neu aus dem Katalog erzeugen."
    )


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"die Angabe {error} fehlt"
    if isinstance(error, json.JSONDecodeError):
        return f"Zeile {error.lineno} ist kein gültiges JSON"
    return "eine Angabe hat nicht die erwartete Form"


def _edition_to_json(edition: Edition) -> Json:
    source = edition.source
    corrections = {"corrections": [_correction_to_json(each) for each in edition.corrections]}
    return {
        "format": FORMAT,
        "edition": {
            "year": edition.year,
            "title": edition.title,
            "sample": edition.sample,
            "as_of": edition.as_of,
            "source": {"file": source.file, "sha256": source.sha256, "kind": source.kind, "pages": source.pages}
            | ({"damaged": True} if source.damaged else {}),
        },
        "fields_of_action": [{"name": field.name, "visions": list(field.visions)} for field in edition.fields],
        "measures": [_measure_to_json(measure) for measure in edition.measures],
        "further_measures": [
            {"field_of_action": further.field_of_action, "text": further.text, "page": further.page}
            for further in edition.further_measures
        ],
        "remarks": list(edition.remarks),
        "findings": [finding_to_json(finding) for finding in edition.findings],
        "text_places": [
            {"text": text, "source": list(map(_place_to_json, places))} for text, places in edition.text_places
        ],
        "ledger": {name: getattr(edition.ledger, name) for name in Ledger.__dataclass_fields__},
        "furniture": [{"kind": line.kind, "text": line.text, "pages": list(line.pages)} for line in edition.furniture],
    } | (corrections if edition.corrections else {})


def _measure_to_json(measure: Measure) -> Json:
    first, *continued = map(_place_to_json, measure.places)
    return {
        "uid": measure.uid,
        "number": measure.number,
        "field_of_action": measure.field_of_action,
        "goal": measure.goal,
        "goal_source": list(map(_place_to_json, measure.goal_places)),
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
        "due": _due_to_json(measure.due) if measure.due else None,
        "extra": dict(measure.extra),
        "source": first | {"continued": continued},
        "findings": list(measure.findings),
    } | ({"corrections": [_correction_to_json(each) for each in measure.corrections]} if measure.corrections else {})


def _correction_to_json(correction: Correction) -> Json:
    told = {"feature": correction.feature, "read": correction.read, "right": correction.right}
    return told | signature_to_json(correction.signature)


def signature_to_json(signature: Signature) -> Json:
    """Who decided, when and why, as it stands in `katalog.json` and `lauf.json`."""
    return {"reason": signature.reason, "name": signature.name, "date": signature.date}


def _due_to_json(due: Due) -> Json:
    """What the contract names, and whatever else a date says."""
    further = {"part": due.part, "last_year": due.last_year}
    return {"kind": due.kind, "year": due.year, "month": due.month, "season": due.season} | {
        name: value for name, value in further.items() if value is not None
    }


def _place_to_json(place: Place) -> Json:
    return {
        "page": place.page,
        "bbox": [round(value, 2) for value in place.bbox] if place.bbox else None,
        "lines": list(place.lines) if place.lines else None,
    }


def finding_to_json(finding: Finding) -> Json:
    """One finding as it stands in `katalog.json` and `lauf.json`."""
    return (
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "measure": finding.measure,
            "page": finding.page,
        }
        | ({"value": finding.value} if finding.value else {})
        | ({"accepted": signature_to_json(finding.accepted)} if finding.accepted else {})
    )


def _edition_from_json(document: Json) -> Edition:
    head = document["edition"]
    return Edition(
        year=_number(head["year"]),
        title=_text(head["title"]),
        sample=_truth(head["sample"]),
        as_of=_optional(head.get("as_of")),
        source=_source_from_json(head["source"]),
        fields=tuple(
            Field(_text(field["name"]), _texts(field["visions"])) for field in _entries(document["fields_of_action"])
        ),
        measures=tuple(_measure_from_json(measure) for measure in _entries(document["measures"])),
        further_measures=tuple(
            FurtherMeasure(_text(further["field_of_action"]), _text(further["text"]), _number(further.get("page", 0)))
            for further in _entries(document["further_measures"])
        ),
        remarks=_texts(document["remarks"]),
        findings=tuple(_finding_from_json(finding) for finding in _entries(document["findings"])),
        corrections=tuple(map(_correction_from_json, _entries(document.get("corrections", [])))),
        ledger=Ledger(
            **{_LEDGER_OF_0_1.get(name, name): _number(count) for name, count in document.get("ledger", {}).items()}
        ),
        furniture=tuple(map(_furniture_from_json, _entries(document.get("furniture", [])))),
        text_places=tuple(
            (_text(each["text"]), tuple(map(_place_from_json, _entries(each["source"]))))
            for each in _entries(document.get("text_places", []))
        ),
    )


def _finding_from_json(finding: Json) -> Finding:
    return Finding(
        code=_text(finding["code"]),
        severity=Severity(finding["severity"]),
        message=_text(finding["message"]),
        measure=_optional(finding["measure"]),
        page=_number(finding["page"]) if finding["page"] is not None else None,
        accepted=_signature_from_json(finding["accepted"]) if finding.get("accepted") else None,
        value=_text(finding.get("value", "")),
    )


def _signature_from_json(signed: Json) -> Signature:
    date = _text(signed["date"])
    datetime.fromisoformat(date)
    return Signature(_text(signed["name"]), date, _text(signed["reason"]))


def _correction_from_json(told: Json) -> Correction:
    return Correction(_text(told["feature"]), _text(told["read"]), _text(told["right"]), _signature_from_json(told))


def _furniture_from_json(line: Json) -> Furniture:
    kind = line["kind"]
    if kind not in ("running", "titles"):
        raise ValueError(kind)
    pages = line["pages"]
    if not isinstance(pages, list):
        raise TypeError(pages)
    return Furniture(kind, _text(line["text"]), tuple(map(_number, pages)))


def _source_from_json(source: Json) -> Source:
    kind = source["kind"]
    if kind not in ("text", "pdf", "json"):
        raise ValueError(kind)
    return Source(
        _text(source["file"]),
        _text(source["sha256"]),
        kind,
        _number(source["pages"]),
        _truth(source.get("damaged", False)),
    )


def _measure_from_json(record: Json) -> Measure:
    source = record["source"]
    return Measure(
        uid=_text(record["uid"]),
        number=_text(record["number"]),
        field_of_action=_text(record["field_of_action"]),
        goal=_text(record["goal"]),
        text=_text(record["text"]),
        actors_text=_text(record["actors_text"]),
        status_text=_text(record["status_text"]),
        places=tuple(_place_from_json(place) for place in (source, *source.get("continued", ()))),
        progress_notes=_texts(record["progress_notes"]),
        actors=_actors_from_json(record),
        status=Status(record["status"]),
        follow_up=Status(record["follow_up"]) if record["follow_up"] else None,
        due=_due_from_json(record["due"]) if record["due"] else None,
        extra=tuple((title, _text(value)) for title, value in record["extra"].items()),
        findings=_texts(record["findings"]),
        goal_places=tuple(map(_place_from_json, _entries(record.get("goal_source", [])))),
        corrections=tuple(map(_correction_from_json, _entries(record.get("corrections", [])))),
    )


def _actors_from_json(record: Json) -> tuple[Actor, ...]:
    """The actors with their roles; a file written by hand may give their names alone."""
    if "actor_details" not in record:
        return tuple(map(Actor, _texts(record["actors"])))
    return tuple(map(_actor_from_json, _entries(record["actor_details"])))


def _actor_from_json(actor: Json) -> Actor:
    role = actor["role"]
    if role not in ("leads", "supports"):
        raise ValueError(role)
    return Actor(_text(actor["name"]), _optional(actor["office"]), role, _truth(actor["known"]))


def _due_from_json(due: Json) -> Due:
    kind = due["kind"]
    if kind not in ("from", "for", "in"):
        raise ValueError(kind)
    month = _number(due["month"]) if due["month"] is not None else None
    last_year = due.get("last_year")
    return Due(
        kind,
        _number(due["year"]),
        month,
        _optional(due["season"]),
        _optional(due.get("part")),
        _number(last_year) if last_year is not None else None,
    )


def _place_from_json(place: Json) -> Place:
    box, lines = place["bbox"], place["lines"]
    return Place(
        page=_number(place["page"]),
        bbox=_box(*box) if box is not None else None,
        lines=_range(*lines) if lines is not None else None,
    )


def _box(x0: float, top: float, x1: float, bottom: float) -> Box:
    return float(x0), float(top), float(x1), float(bottom)


def _range(first: int, last: int) -> tuple[int, int]:
    return _number(first), _number(last)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(_text, value))


def _entries(value: object) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
