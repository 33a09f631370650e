"""Needs assessment on ward-level data."""
