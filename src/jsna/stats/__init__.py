"""Statistics: pure functions on numpy arrays and pandas tables. Nothing here reads a file or knows a page.

Missing in is missing out: a withheld count is NaN and never becomes 0 on its way to an interval or a rank.
"""
