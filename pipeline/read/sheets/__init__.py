"""What spreadsheets do to a catalogue when they are printed.

`headings.py` takes off column letters and row numbers; `wide.py` puts sheets together that are wider than the paper:
`strips.py` tells where a page belongs in one, `pages.py` whether it goes on with another, and makes the two one.
`cut_cells.py` takes out what is cut off at the edge of a cell.
"""
