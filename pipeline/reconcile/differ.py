"""What exactly changed in a wording: words removed and added, and paragraphs that only moved."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from pipeline.model import Difference, Piece
from pipeline.reconcile.wording import unstyled

_TOKEN = re.compile(r"\s*(?:\w+(?:[-\u00ad\u2010\u2011'’]\w+)*[-\u2010\u2011]?|[^\w\s]|$)")
"""A word with the blanks before it and the hyphens within it and at its end (Kinder-); other signs stand alone."""
_WORK = 4_000_000
"""Pairs of equal words up to which two texts are compared word by word; above it they count as replaced."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or sign with the blanks before it; `key` is what of it carries meaning, `line` its paragraph."""

    text: str
    key: str
    line: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One token on its way from the old text to the new one; kept ones have both positions."""

    fate: Difference
    old: int | None = None
    new: int | None = None


def differ(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two wordings in reading order, neighbours of one fate joined; removed ones before added ones.

    What carries no meaning (white space, kind of quotation mark and hyphen) is no difference.
    """
    olds, news = _tokens(old), _tokens(new)
    moved_old, moved_new = _moved(olds, news)
    staying = [at for at, token in enumerate(olds) if token.line not in moved_old]
    arriving = [at for at, token in enumerate(news) if token.line not in moved_new]
    steps = _readable(_aligned(olds, news, staying, arriving), olds, news)
    return tuple(_merged(_joined(_woven(steps, olds, news, (moved_old, moved_new)), olds, news)))


def _tokens(text: str) -> list[_Token]:
    tokens, line = [], 0
    for found in _TOKEN.finditer(text):
        if found[0]:
            line += found[0].count("\n")
            tokens.append(_Token(found[0], unstyled(found[0]), line))
    return tokens


def _moved(olds: Sequence[_Token], news: Sequence[_Token]) -> tuple[frozenset[int], frozenset[int]]:
    """The paragraphs (by number, old and new side) that both texts hold, but in another order."""
    old_lines, new_lines = _lines(olds), _lines(news)
    old_keys, new_keys = [key for _, key in old_lines], [key for _, key in new_lines]
    gone, come = set(range(len(old_keys))), set(range(len(new_keys)))
    for block in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_matching_blocks():
        gone -= set(range(block.a, block.a + block.size))
        come -= set(range(block.b, block.b + block.size))
    waiting: dict[str, list[int]] = {}
    for at in sorted(gone):
        waiting.setdefault(old_keys[at], []).append(at)
    moved_old, moved_new = set(), set()
    for at in sorted(come):
        if same := waiting.get(new_keys[at]):
            moved_old.add(old_lines[same.pop(0)][0])
            moved_new.add(new_lines[at][0])
    return frozenset(moved_old), frozenset(moved_new)


def _lines(tokens: Sequence[_Token]) -> list[tuple[int, str]]:
    """Number and meaning of each paragraph that holds something."""
    lines = groupby(tokens, key=lambda token: token.line)
    keys = [(line, " ".join(token.key for token in group)) for line, group in lines]
    return [(line, key) for line, key in keys if key.strip()]


def _aligned(
    olds: Sequence[_Token], news: Sequence[_Token], staying: Sequence[int], arriving: Sequence[int]
) -> list[_Step]:
    """Every token that did not move, kept ones paired."""
    old_keys, new_keys = [olds[at].key for at in staying], [news[at].key for at in arriving]
    steps: list[_Step] = []
    for fate, old_from, old_to, new_from, new_to in _opcodes(old_keys, new_keys):
        if fate == "equal":
            pairs = zip(staying[old_from:old_to], arriving[new_from:new_to], strict=True)
            steps += [_Step(Difference.KEPT, old, new) for old, new in pairs]
        else:
            steps += [_Step(Difference.REMOVED, old=at) for at in staying[old_from:old_to]]
            steps += [_Step(Difference.ADDED, new=at) for at in arriving[new_from:new_to]]
    return steps


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    in_old, in_new = Counter(old), Counter(new)
    if sum(count * in_new[key] for key, count in in_old.items()) > _WORK:
        return [("replace", 0, len(old), 0, len(new))]
    return [*SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]


def _readable(steps: list[_Step], olds: Sequence[_Token], news: Sequence[_Token]) -> list[_Step]:
    """The steps without kept scraps ("und", a comma) between longer changes, which nobody could read.

    A kept run goes if it is not longer than what changed before and behind it (as in Google's diff-match-patch).
    """
    runs = [(kept, list(group)) for kept, group in groupby(steps, key=lambda step: step.fate is Difference.KEPT)]
    lengths = [max(_length(run, olds, news)) for _, run in runs]
    for at in range(1, len(runs) - 1):
        if runs[at][0] and lengths[at] <= min(lengths[at - 1], lengths[at + 1]):
            parts = [(_Step(Difference.REMOVED, old=s.old), _Step(Difference.ADDED, new=s.new)) for s in runs[at][1]]
            runs[at] = (False, [step for part in parts for step in part])
    return [step for _, run in runs for step in run]


def _length(run: Sequence[_Step], olds: Sequence[_Token], news: Sequence[_Token]) -> tuple[int, int]:
    """Letters of the run on each side."""
    return (
        sum(len(olds[step.old].key) for step in run if step.old is not None),
        sum(len(news[step.new].key) for step in run if step.new is not None),
    )


def _woven(
    steps: Sequence[_Step],
    olds: Sequence[_Token],
    news: Sequence[_Token],
    moved: tuple[frozenset[int], frozenset[int]],
) -> Iterator[_Step]:
    """The steps with the moved paragraphs where they stood and where they stand."""
    left = [at for at, token in enumerate(olds) if token.line in moved[0]]
    come = [at for at, token in enumerate(news) if token.line in moved[1]]
    for step in steps:
        while left and step.old is not None and left[0] < step.old:
            yield _Step(Difference.MOVED, old=left.pop(0))
        while come and step.new is not None and come[0] < step.new:
            yield _Step(Difference.MOVED, new=come.pop(0))
        yield step
    yield from (_Step(Difference.MOVED, old=at) for at in left)
    yield from (_Step(Difference.MOVED, new=at) for at in come)


def _joined(steps: Iterator[_Step], olds: Sequence[_Token], news: Sequence[_Token]) -> Iterator[Piece]:
    """Neighbouring steps of one fate as one piece; between two kept ones all removed words before all added ones."""
    for kept, group in groupby(steps, key=lambda step: step.fate is Difference.KEPT):
        run = list(group)
        if kept:
            yield _piece(Difference.KEPT, run, olds, news)
            continue
        changed = [step for step in run if step.fate is not Difference.MOVED]
        old, new = _piece(Difference.REMOVED, changed, olds, news), _piece(Difference.ADDED, changed, olds, news)
        if len(changed) == len(run) and unstyled(old.old) == unstyled(new.new):
            yield Piece(Difference.KEPT, old.old, new.new)
        else:
            yield from _by_side(run, olds, news)


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for fate, group in groupby(pieces, key=lambda piece: piece.fate):
        together = list(group)
        if fate is Difference.KEPT:
            yield Piece(fate, "".join(piece.old for piece in together), "".join(piece.new for piece in together))
        else:
            yield from together


def _by_side(run: Sequence[_Step], olds: Sequence[_Token], news: Sequence[_Token]) -> Iterator[Piece]:
    for side in ("old", "new"):
        steps = [step for step in run if getattr(step, side) is not None]
        for fate, group in groupby(steps, key=lambda step: step.fate):
            piece = _piece(fate, list(group), olds, news)
            yield Piece(fate, old=piece.old) if side == "old" else Piece(fate, new=piece.new)


def _piece(fate: Difference, run: Sequence[_Step], olds: Sequence[_Token], news: Sequence[_Token]) -> Piece:
    return Piece(
        fate,
        "".join(olds[step.old].text for step in run if step.old is not None),
        "".join(news[step.new].text for step in run if step.new is not None),
    )
