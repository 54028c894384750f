"""The characters that a line may end with in the middle of a word."""

HYPHEN, TYPESET_HYPHEN, FIXED_HYPHEN, SOFT_HYPHEN = "-", "\u2010", "\u2011", "\u00ad"
HYPHENS = HYPHEN + TYPESET_HYPHEN + FIXED_HYPHEN + SOFT_HYPHEN
"""On paper all look alike, and some fonts call their common one by another name."""
