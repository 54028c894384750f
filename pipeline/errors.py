"""What can go wrong, in the analyst's German: one base class, few kinds, one exit code each.

A message is one line: what is wrong and where, what would go wrong otherwise, what to do now.
"""


class PipelineError(Exception):
    """A foreseen condition that stops the run; `exit_code` is what the shell sees (README, table of exit codes)."""

    exit_code = 1


class InputMissing(PipelineError):
    """There is nothing to read: the folder is missing or holds no edition."""

    exit_code = 3


class InputUnreadable(PipelineError):
    """A file is there but cannot be read: damaged, encrypted, of another kind, without text."""

    exit_code = 4


class ScanUnread(InputUnreadable):
    """Pages are pictures without words; text recognition could read them."""


class InputAmbiguous(PipelineError):
    """Files contradict each other or do not say which year they belong to."""

    exit_code = 5


class NotACatalogue(PipelineError):
    """The document is readable but holds no table of measures."""

    exit_code = 6


class TemplateInvalid(PipelineError):
    """A file under templates/ does not fit: unknown tag, wrong column, unknown code."""

    exit_code = 7


class OutputUnwritable(PipelineError):
    """The outputs could not be put in place; the last good ones are untouched."""

    exit_code = 8


class CheckFailed(PipelineError):
    """A result contradicts itself or was edited afterwards: totals do not tie, a hash differs."""

    exit_code = 9


class DecisionUnfit(PipelineError):
    """A line of entscheidungen.csv is incomplete, contradicts another one, or no longer fits what was read."""

    exit_code = 10


class InputDamaged(PipelineError):
    """A file can be read but is not as it was written; only the analyst can accept that."""

    exit_code = 11


class LimitExceeded(PipelineError):
    """A document asks for more time, memory or room than templates/grenzen.csv grants."""

    exit_code = 12


class ReaderFailed(PipelineError):
    """The process that reads a document ended without an answer, or with one that is none."""

    exit_code = 13


class RecognitionMissing(PipelineError):
    """Text recognition was asked for, and a program or language that it needs is not installed."""

    exit_code = 14
