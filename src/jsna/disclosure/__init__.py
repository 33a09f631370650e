"""Disclosure control: what may be shown, what is withheld, and an attacker who tries to find out the rest.

Every representation (percentage, limits, rank, colour, sentence, download) is derived only from the protected record.
docs/disclosure.md explains the policy in plain English and lists the files that implement each property.
"""
