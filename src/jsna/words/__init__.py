"""Sentences and numbers as readers see them."""
