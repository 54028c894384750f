"""What chance does to a file on its way: bytes flipped, cut off, lost, doubled, swapped."""

from collections.abc import Callable
from random import Random

Spoil = Callable[[bytes, Random], bytes]
_LONGEST = 2000


def flip(content: bytes, chance: Random) -> bytes:
    """One bit of one byte."""
    spoilt = bytearray(content)
    spoilt[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def replace(content: bytes, chance: Random) -> bytes:
    """One byte by any other."""
    position = chance.randrange(len(content))
    return content[:position] + chance.randbytes(1) + content[position + 1 :]


def truncate(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def lose(content: bytes, chance: Random) -> bytes:
    start, end = _stretch(content, chance)
    return content[:start] + content[end:]


def double(content: bytes, chance: Random) -> bytes:
    start, end = _stretch(content, chance)
    return content[:end] + content[start:]


def swap(content: bytes, chance: Random) -> bytes:
    """Two objects of a PDF exchange their numbers, two stretches of anything else their places."""
    parts = content.split(b"endobj")
    if len(parts) > 3:
        one, other = sorted(chance.sample(range(len(parts) - 1), 2))
        parts[one], parts[other] = parts[other], parts[one]
        return b"endobj".join(parts)
    start, end = _stretch(content, chance)
    return content[end:] + content[start:end] + content[:start]


def _stretch(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.randint(1, _LONGEST))


WAYS: tuple[Spoil, ...] = (flip, replace, truncate, lose, double, swap)
