"""Every decision that could be taken about a measure, ready to be copied: what the review sheet offers on its card."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.decide.mentions import as_read, mention_of
from pipeline.decisions import MANUAL, Choice, DecisionKind, Offer, Question
from pipeline.model import Comparison, Edition, Feature, Link, Measure


def offers(
    editions: Sequence[Edition], comparisons: Iterable[Comparison], questions: Iterable[Question]
) -> tuple[Offer, ...]:
    """The choices of the open questions, then for every link and every value of a measure those that nobody asked for.

    Nothing is offered where two editions of one year are compared, since decisions name editions by their years.
    """
    if len({edition.year for edition in editions}) < len(editions):
        return ()
    found = [
        *_of_questions(editions, questions),
        *(offer for comparison in comparisons for link in comparison.links for offer in _of_link(link, comparison)),
        *(offer for edition in editions for measure in edition.measures for offer in _of_values(measure, edition)),
    ]
    return tuple({(offer.uid, offer.choice): offer for offer in reversed(found)}.values())[::-1]


def _of_questions(editions: Sequence[Edition], questions: Iterable[Question]) -> Iterator[Offer]:
    homes = {
        mention_of(measure, edition): (edition.year, measure.uid)
        for edition in editions
        for measure in edition.measures
    }
    for question in questions:
        for choice in question.choices:
            last = choice.other or choice.about
            year, uid = homes.get(last) or homes.get(choice.about) or (last.year, "")
            yield Offer(year, uid, choice, question.text)


def _of_link(link: Link, comparison: Comparison) -> Iterator[Offer]:
    if link.old is None or link.new is None or link.method == MANUAL:
        return
    both = mention_of(link.old, comparison.old), mention_of(link.new, comparison.new)
    for kind in (DecisionKind.CONFIRM, DecisionKind.PART):
        yield Offer(comparison.new.year, link.new.uid, Choice(kind, *both))


def _of_values(measure: Measure, edition: Edition) -> Iterator[Offer]:
    for feature in (*map(str, Feature), *(title for title, _ in measure.extra)):
        read = as_read(measure, feature) or ""
        choice = Choice(DecisionKind.CORRECT, mention_of(measure, edition), feature=feature, read=read)
        yield Offer(edition.year, measure.uid, choice)
