"""Pages that are pictures: what is seen in them beside the words that text recognition set behind them.

`pages.py` sets such a page level and gives it the rules (`rules.py`) and bullets (`marks.py`) seen in the picture;
`ink.py` finds what nobody recognised, `recognised.py` says what is to be told of a document.
"""
