"""Turns a city's yearly catalogue of measures into records, a change log and a progress report."""

__version__ = "0.1.0"
