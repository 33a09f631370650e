"""Statistics: pure functions on numpy arrays and pandas tables, independent of files and pages.

Missing input gives missing output: a withheld count is NaN and never becomes 0 in an interval or a rank.
"""
