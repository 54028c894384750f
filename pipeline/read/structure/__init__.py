"""Whether a PDF is whole and unlocked, and what it holds beside its pages, before anything is read from it.

`examine.py` asks in turn: `streams.py` about checksums, `pages.py` about what pages must have, `extras.py` about what
is neither read nor run.
"""
