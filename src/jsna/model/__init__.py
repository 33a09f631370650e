"""Frozen types and vocabularies that every layer shares. Nothing here reads a file or computes."""
