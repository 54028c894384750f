"""Tables without (enough) rules, as grids such as rules draw.

`tables.py` finds them on the pages of a document: `columns.py` knows columns by their titles, `gutters.py` parts what
touches the next column, `ends.py` sees where a table is over, `widths.py` how far lines reach, `rows.py` cuts rows,
`goals.py` shares out goals.
"""
