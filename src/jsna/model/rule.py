"""The rule by which areas are called different: what a release states, so that an old link keeps its words."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Rule:
    """The numbers of the rule (``jsna.stats.baseline`` applies them; docs/methods.md has it in words).

    Attributes:
        confidence: of the interval that must exclude the baseline, as a fraction.
        fewest_to_say: with a denominator below this many people or households, it is too few to say.
        fewest_people: a difference of fewer people or households than this is never called a difference.
        margin: the default margin: this share of the baseline, or of the rest (1 − baseline) if that is smaller.
        much: a difference of this many margins is "much".
    """

    confidence: float = 0.998
    fewest_to_say: int = 30
    fewest_people: int = 10
    margin: float = 0.1
    much: int = 5

    @property
    def words(self) -> str:
        """The rule in one sentence."""
        return (
            f"An area is called different if chance explains the difference in fewer than {1 - self.confidence:.1%} of "
            f"cases, it is larger than the indicator’s margin (without one, {self.margin:.0%} of the baseline), and at "
            f"least {self.fewest_people} people or households are concerned; much different from {self.much:g} margins "
            f"on. With fewer than {self.fewest_to_say} to count, nothing is said."
        )

    def as_numbers(self) -> dict[str, float]:
        """Return the numbers by name, as a release states them."""
        return asdict(self)


#: The rule of today.
RULE = Rule()
