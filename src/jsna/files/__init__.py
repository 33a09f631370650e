"""Bytes to a table of text with line numbers: the only readers of CSV, workbooks and GeoJSON."""
