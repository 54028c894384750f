"""Make the PDFs named on the command line, or all: `cd tests && python -m makers [NAME …]`."""

import sys

from makers.content import CATALOGUES
from makers.finish import finished
from makers.layouts import LAYOUTS


def main(names: list[str]) -> None:
    """Write `tests/catalogues/NAME.pdf` for every layout asked for."""
    for name in names or LAYOUTS:
        layout = LAYOUTS[name]
        content = finished(layout.make(), layout.rotate, layout.protected, layout.marked)
        part = CATALOGUES / f".{name}.part"
        part.write_bytes(content)
        part.rename(CATALOGUES / f"{name}.pdf")
        sys.stdout.write(f"{name}.pdf: {len(content) / 1024:.0f} KiB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
