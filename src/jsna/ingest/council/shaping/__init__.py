"""Any layout is put into one: a row for each area, a column for each number."""
