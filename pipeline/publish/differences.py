"""A difference word by word, told in German lines for a table cell."""

from collections.abc import Iterator, Sequence

from pipeline.model import Difference, Piece

_CONTEXT = 3
"""Words before a change that help to find it."""


def told(pieces: Sequence[Piece]) -> Iterator[str]:
    """One line for each place where words were removed, added or replaced, or from which a paragraph moved.

    Nothing where no word was kept: the two values themselves tell that.
    """
    if not any(piece.fate is Difference.KEPT and piece.new.strip() for piece in pieces):
        return
    at = 0
    while at < len(pieces):
        removed, added = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
        replaced = removed.fate is Difference.REMOVED and added is not None and added.fate is Difference.ADDED
        if replaced and added:
            yield f"ersetzt: {_quoted(removed.old)} durch {_quoted(added.new)} ({_where(pieces, at)})"
        elif removed.fate is Difference.MOVED and not removed.new:
            yield f"verschoben: {_quoted(removed.old)} (bisher {_where(pieces, at)})"
        elif removed.fate in (Difference.REMOVED, Difference.ADDED):
            yield f"{removed.fate.value}: {_quoted(removed.old or removed.new)} ({_where(pieces, at)})"
        at += 2 if replaced else 1


def _quoted(text: str) -> str:
    return f"»{' '.join(text.split())}«"


def _where(pieces: Sequence[Piece], at: int) -> str:
    """The last words before a piece, on the side that it belongs to."""
    side = "old" if pieces[at].old else "new"
    before = "".join(getattr(piece, side) for piece in pieces[:at]).split()
    if not before:
        return "am Anfang"
    return f"nach »{'… ' if before[_CONTEXT:] else ''}{' '.join(before[-_CONTEXT:])}«"
