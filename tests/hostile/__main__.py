"""Writes every hostile document into the folder named on the command line."""

import sys
from pathlib import Path

from hostile import cases

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for case in cases():
    (folder / case.name).write_bytes(case.make())
