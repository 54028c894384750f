"""Office files as zip packages whose bytes depend on their parts alone."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts (name → content) without dates; stored, because zlib's compressed bytes differ between systems."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = 3
            package.writestr(entry, content)
    return target.getvalue()


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts of a package, in its order."""
    with zipfile.ZipFile(BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}
