"""Makers of the catalogue PDFs under `tests/catalogues/`: the same truth set by many programs in many layouts.

Development only. How to run them stands in `README.md` beside this file; the tests read the PDFs alone.
"""
