"""One hostile document and what has to become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import PipelineError


class Read(Exception):
    """No error: the document gives an edition."""

    exit_code = 0


@dataclass(frozen=True, slots=True)
class Case:
    """`ends` are the errors it may end in, `Read` if it may be read; `heavy` costs time or memory before it does.

    `name` is the file's name with the year, `make` gives its bytes. If it is read, there must be a finding with one of
    the codes `tells`, if any; and where it is `same`, the records must be those of the whole catalogue.
    """

    name: str
    make: Callable[[], bytes]
    ends: tuple[type[PipelineError | Read], ...]
    heavy: bool = False
    tells: tuple[str, ...] = ()
    same: bool = False
