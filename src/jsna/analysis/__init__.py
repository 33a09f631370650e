"""Answers to a reader's question: protected records made from the catalogue's figures and the statistics."""
