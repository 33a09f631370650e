"""Districts that got another code since 2023 and are the same place but for a few streets."""

from __future__ import annotations

import pandas as pd

#: Code that we use, by the code since then. Barnsley and Sheffield exchanged a few streets on 1 April 2025.
RENUMBERED = {"E08000038": "E08000016", "E08000039": "E08000019"}
_NAMES = {"E08000038": "Barnsley", "E08000039": "Sheffield"}


def our_codes(codes: pd.Series) -> tuple[pd.Series, list[str]]:
    """Return codes with those since 2023 as we have them, and a sentence for each district concerned.

    Args:
        codes: area codes, in any order.
    """
    later = [code for code in RENUMBERED if (codes == code).any()]
    said = [
        f"{_NAMES[code]}'s code of April 2025, {code}, was read as {RENUMBERED[code]}; a few streets changed hands."
        for code in later
    ]
    return codes.replace(RENUMBERED), said
