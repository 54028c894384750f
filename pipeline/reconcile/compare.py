"""The change log: one row for each value that says something else than before.

Order: the catalogue as a whole (title, fields of action, visions, goals of several measures that were reworded, titles
of further columns, goals that came or went with all their measures); then the measures by place in the new edition,
within one measure relation, number, field, goal, text, notes, actors, further columns, status; then the dropped
measures by place in the old edition; last further measures and remarks.
White space, kinds of quotation marks and of hyphens carry no meaning; capitals do. A printed "Stand: …"
dates the edition and is no value of it. A name that stands above several measures is one value: where it alone
changed, one row names the measures.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.decisions import MANUAL
from pipeline.model import Change, ChangeKind, Edition, EditionFeature, Feature, Link, Measure, Place, Relation
from pipeline.reconcile.differ import differ
from pipeline.reconcile.due import Dates
from pipeline.reconcile.judge import judge
from pipeline.reconcile.match import paired
from pipeline.reconcile.reasons import renaming_reason, retitling_reason
from pipeline.reconcile.rename import Renaming, Renamings
from pipeline.reconcile.wording import plan, same, unstyled
from pipeline.rules import Rules

MEASURE, NUMBER, FIELD, GOAL = (name.value for name in (Feature.MEASURE, Feature.NUMBER, Feature.FIELD, Feature.GOAL))
ACTORS, STATUS = Feature.ACTORS.value, Feature.STATUS.value
NOTE = "Fortschrittsnotiz"
TITLE, VISION = EditionFeature.TITLE.value, EditionFeature.VISION.value
FURTHER, REMARK = EditionFeature.FURTHER.value, EditionFeature.REMARK.value
COLUMN = "Spaltentitel"

_WHOLE = {
    Relation.NEW: ChangeKind.NEW,
    Relation.DROPPED: ChangeKind.DROPPED,
    Relation.SPLIT: ChangeKind.SPLIT,
    Relation.MERGED: ChangeKind.MERGED,
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text outside the numbered measures; `page` is 0 and `places` are empty where none is known."""

    text: str
    field_of_action: str = ""
    page: int = 0
    places: tuple[Place, ...] = ()


def compare(old: Edition, new: Edition, links: Sequence[Link], rules: Rules, renamed: Renamings) -> tuple[Change, ...]:
    """All changes between two editions along their links, in the order of the module's account."""
    return tuple(
        _told_apart(change)
        for changes in (
            _of_catalogue(old, new, renamed),
            _of_texts(GOAL, _goals(old, new, links), _goals(new, old, links), old, new, renamed),
            *(_of_link(link, old, new, rules, renamed) for link in links),
            _of_texts(FURTHER, _further(old), _further(new), old, new, renamed),
            _of_texts(REMARK, map(_Text, old.remarks), map(_Text, new.remarks), old, new, renamed),
        )
        for change in changes
    )


def _told_apart(change: Change) -> Change:
    """The change with its difference word by word, if there are two values."""
    both = change.value_old and change.value_new
    return replace(change, pieces=differ(change.value_old, change.value_new)) if both else change


def _of_catalogue(old: Edition, new: Edition, renamed: Renamings) -> Iterator[Change]:
    if not same(old.title, new.title):
        yield _text_change(TITLE, _Text(old.title), _Text(new.title), old, new)
    yield from _of_fields(old, new, renamed)
    yield from _of_texts(VISION, _visions(old), _visions(new), old, new, renamed)
    for each in renamed.goals.values():
        yield replace(_renaming(GOAL, each, old, new), kind=ChangeKind.GOAL)
    for each in renamed.columns.values():
        one, other = each.measures[0]
        before, after = (
            _Text(each.old, places=one.places_of(each.old)),
            _Text(each.new, places=other.places_of(each.new)),
        )
        yield replace(_text_change(COLUMN, before, after, old, new), reason=retitling_reason(len(each.measures)))


def _of_fields(old: Edition, new: Edition, renamed: Renamings) -> Iterator[Change]:
    """By place in the new edition, then what only the old one holds."""
    for name in _names_of_fields(new):
        if each := next((known for known in renamed.fields.values() if known.new == name), None):
            yield _renaming(FIELD, each, old, new)
        elif not any(same(name, known) for known in _names_of_fields(old)):
            yield _text_change(FIELD, None, _Text(name, name), old, new)
    for name in _names_of_fields(old):
        lives_on = any(known.old == name for known in renamed.fields.values())
        if not lives_on and not any(same(name, known) for known in _names_of_fields(new)):
            yield _text_change(FIELD, _Text(name, name), None, old, new)


def _names_of_fields(edition: Edition) -> list[str]:
    return list(dict.fromkeys(field.name for field in edition.fields))


def _renaming(feature: str, renaming: Renaming, old: Edition, new: Edition) -> Change:
    """One row for a name that stands above several measures; the reason names them all.

    Where the name itself stands is not always known; its first measure stands below or beside it.
    """
    (one, other), *_ = renaming.measures or ((None, None),)
    before, after = (
        _Text(
            name,
            other.field_of_action if other else renaming.new,
            measure.page if measure else 0,
            measure.places_of(GOAL) if measure and feature == GOAL else (),
        )
        for name, measure in ((renaming.old, one), (renaming.new, other))
    )
    row = _text_change(feature, before, after, old, new)
    return replace(row, reason=renaming_reason(feature, renaming.measures))


def _visions(edition: Edition) -> list[_Text]:
    return [_Text(vision, field.name) for field in edition.fields for vision in field.visions]


def _further(edition: Edition) -> list[_Text]:
    return [_Text(further.text, further.field_of_action, further.page) for further in edition.further_measures]


def _goals(edition: Edition, other: Edition, links: Sequence[Link]) -> list[_Text]:
    """The goals that only this edition has, and that no measure of both editions tells of."""
    told = {unstyled(measure.goal) for measure in other.measures} | {
        unstyled(measure.goal) for link in links if link.old and link.new for measure in (link.old, link.new)
    }
    goals: dict[str, _Text] = {}
    for each in edition.measures:
        if (key := unstyled(each.goal)) and key not in told:
            goals.setdefault(key, _Text(each.goal, each.field_of_action, each.page, each.places_of(GOAL)))
    return list(goals.values())


def _of_texts(
    feature: str, before: Iterable[_Text], after: Iterable[_Text], old: Edition, new: Edition, renamed: Renamings
) -> Iterator[Change]:
    olds, news = list(before), list(after)
    for ours, theirs in paired([text.text for text in olds], [text.text for text in news]):
        one = olds[ours] if ours is not None else None
        other = news[theirs] if theirs is not None else None
        if one and other and not renamed.same_field(one.field_of_action, other.field_of_action):
            yield replace(
                _text_change(feature, one, other, old, new),
                kind=ChangeKind.MOVED,
                feature=f"{feature}: {FIELD}",
                value_old=one.field_of_action,
                value_new=other.field_of_action,
            )
        if not (one and other and same(one.text, other.text)):
            yield _text_change(feature, one, other, old, new)


def _text_change(feature: str, one: _Text | None, other: _Text | None, old: Edition, new: Edition) -> Change:
    kind = ChangeKind.TEXT
    if one is None or other is None:
        kind = ChangeKind.NEW if one is None else ChangeKind.DROPPED
    shown = other or one or _Text("")
    before, after = _places(one, old), _places(other, new)
    return Change(
        kind, "", "", "", shown.field_of_action, feature, one.text if one else "", other.text if other else "",
        source_old=old.source.file if one else "", page_old=before[0].page if before else None,
        source_new=new.source.file if other else "", page_new=after[0].page if after else None,
        places_old=before, places_new=after,
    )  # fmt: skip


def _places(text: _Text | None, edition: Edition) -> tuple[Place, ...]:
    """Where a text stands: its lines if known (those on its page, should it be printed twice), else its page."""
    if text and text.places:
        return text.places
    known = edition.places_of(text.text) if text else ()
    on_page = tuple(place for place in known if text and place.page == text.page)
    return on_page or known or ((Place(text.page),) if text and text.page else ())


def _of_link(link: Link, old: Edition, new: Edition, rules: Rules, renamed: Renamings) -> Iterator[Change]:
    row = _row(link, old, new)
    if link.relation in _WHOLE:
        before, after = (measure.text if measure else "" for measure in (link.old, link.new))
        yield replace(row, kind=_WHOLE[link.relation], feature=MEASURE, value_old=before, value_new=after)
    if link.old is None or link.new is None:
        return
    whole = link.relation is not Relation.CONTINUED
    for kind, feature, before, after in _values(link.old, link.new, renamed, whole=whole):
        if not _same_value(kind, before, after, renamed):
            changed = replace(row, kind=kind, feature=feature, value_old=before, value_new=after)
            yield _placed(changed, (link.old, old), (link.new, new), renamed)
    if _status_changed(link.old, link.new):
        judgement, reason = judge(link.old, link.new, link.relation, Dates.of(old, new), rules)
        changed = replace(
            row, kind=ChangeKind.STATUS, feature=STATUS, value_old=link.old.status_text,
            value_new=link.new.status_text, judgement=judgement, reason=_with_decision(reason, link),
        )  # fmt: skip
        yield _placed(changed, (link.old, old), (link.new, new), renamed)


def _same_value(kind: ChangeKind, before: str, after: str, renamed: Renamings) -> bool:
    if kind is ChangeKind.MOVED:
        return renamed.same_field(before, after)
    return renamed.same_goal(before, after) if kind is ChangeKind.GOAL else same(before, after)


def _placed(row: Change, old: tuple[Measure, Edition], new: tuple[Measure, Edition], renamed: Renamings) -> Change:
    """The row with the places of its value on both sides."""
    before = _value_places(replace(row, feature=renamed.title_before(row.feature)), *old)
    after = _value_places(row, *new)
    return replace(
        row, places_old=before, page_old=before[0].page or None, places_new=after, page_new=after[0].page or None
    )


def _value_places(row: Change, measure: Measure, edition: Edition) -> tuple[Place, ...]:
    """Where the value stands: a note within the measure's cell, a field of action above its table."""
    if row.kind is ChangeKind.MOVED:
        return (*measure.places, *edition.places_of(measure.field_of_action))
    return measure.places_of(MEASURE if row.kind is ChangeKind.NOTE else row.feature)


def _with_decision(judged: str, link: Link) -> str:
    """Why a status is judged so; if the link is the analyst's, who wanted that, too."""
    if judged and link.method == MANUAL:
        return f"{judged} {link.reason}"
    return judged or link.reason


def _row(link: Link, old: Edition, new: Edition) -> Change:
    """What all rows of a link have in common."""
    lasting = link.new or link.old
    return Change(
        kind=ChangeKind.TEXT,
        uid=lasting.uid if lasting else "",
        number_old=link.old.number if link.old else "",
        number_new=link.new.number if link.new else "",
        field_of_action=lasting.field_of_action if lasting else "",
        feature="",
        value_old="",
        value_new="",
        source_old=old.source.file if link.old else "",
        page_old=(link.old.page or None) if link.old else None,
        source_new=new.source.file if link.new else "",
        page_new=(link.new.page or None) if link.new else None,
        method=link.method,
        certainty=link.certainty,
        reason=link.reason,
        places_old=link.old.places if link.old else (),
        places_new=link.new.places if link.new else (),
    )


def _values(
    old: Measure, new: Measure, renamed: Renamings, *, whole: bool
) -> Iterator[tuple[ChangeKind, str, str, str]]:
    """Kind, feature and both values; where the relation shows the `whole` text, number and text are left out."""
    if not whole:
        yield ChangeKind.RENUMBERED, NUMBER, old.number, new.number
    yield ChangeKind.MOVED, FIELD, old.field_of_action, new.field_of_action
    yield ChangeKind.GOAL, GOAL, old.goal, new.goal
    if not whole:
        yield ChangeKind.TEXT, MEASURE, plan(old), plan(new)
        for ours, theirs in paired(old.progress_notes, new.progress_notes):
            before = old.progress_notes[ours] if ours is not None else ""
            yield ChangeKind.NOTE, NOTE, before, new.progress_notes[theirs] if theirs is not None else ""
    yield ChangeKind.ACTORS, ACTORS, old.actors_text, new.actors_text
    before_columns = {renamed.title_now(title): value for title, value in old.extra}
    after_columns = dict(new.extra)
    for title in before_columns | after_columns:
        yield ChangeKind.TEXT, title, before_columns.get(title, ""), after_columns.get(title, "")


def _status_changed(old: Measure, new: Measure) -> bool:
    readings = {(measure.status, measure.follow_up, measure.due) for measure in (old, new)}
    return len(readings) > 1 or not same(old.status_text, new.status_text)
