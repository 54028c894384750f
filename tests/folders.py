"""What tests look at in folders."""

from pathlib import Path

from pipeline.log import LOG_NAME


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the log, which is no result: path → bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LOG_NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
