"""Rows are carried to the areas of the data folder."""
