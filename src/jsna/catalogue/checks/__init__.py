"""Everything that can be wrong with the data folder: rows, sums, completeness, and files that disagree."""
