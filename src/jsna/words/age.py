"""What age explains, in a sentence next to the crude figure, never instead of it."""

from __future__ import annotations

from jsna.model.age import AgeAllowance
from jsna.words.numbers import SPACE, count, percent, signed


def explained(own: AgeAllowance) -> str:
    """Return how many points the age profile explains and how many remain, with the ratio and its interval."""
    crude = own.explained + own.remaining
    expected = (
        f"If each age in {own.name} had England's rate, about {count(own.expected)} of {count(own.total)} "
        f"{own.indicator.unit} would be counted here; {count(own.observed)} are."
    )
    return f"{expected} {_share_of_age(own, crude)} {_ratio(own)}"


def _share_of_age(own: AgeAllowance, crude: float) -> str:
    who = "older" if own.explained > 0 else "younger"
    if abs(crude) < 0.05:
        return f"There is no difference from England's {percent(own.england)} to explain."
    if crude * own.explained <= 0:
        return (
            f"Its {who} population would by itself make {signed(own.explained)}{SPACE}points. The difference from "
            f"England is {signed(crude)}. So age does not explain it."
        )
    return (
        f"The {who} population explains {signed(own.explained)} of the {signed(crude)}{SPACE}points of difference from "
        f"England's {percent(own.england)}. The other {signed(own.remaining)} remain."
    )


def _ratio(own: AgeAllowance) -> str:
    return f"Observed over expected: {own.ratio:.2f} (95% natural variation {own.lower:.2f} to {own.upper:.2f})."
