"""Disclosure control: what may be shown, what is withheld, and an attacker who tries to find it out.

Every representation (percentage, limits, rank, colour, sentence, download) is made from the protected record and from
nothing else. docs/disclosure.md says the policy in plain English and names the files that carry each property.
"""
