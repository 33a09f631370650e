"""What an analyst says of a file, on a command line or in a form: which groups, out of whom, and what columns are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.heading_words import named
from jsna.ingest.council.columns.mapping import Use
from jsna.model.indicator import Measure
from jsna.model.slug import slug_of

#: Measures whose figures are published as they are, and are not worked out from counts.
PUBLISHED = (Measure.RATE, Measure.MEAN, Measure.SCORE)


@dataclass(frozen=True)
class Wanted:
    """The analyst's words.

    Attributes:
        groups: label of each group, by code.
        base: out of whom.
        measure: how a figure is made.
        counts: headings or labels of the file, by the group's label or code; several are added up.
        out_of: heading of the base by group's label, or of all groups under ``""``; or a label of the column of groups,
            ``sum of the groups`` or ``residents``.
        uses: what columns are, by heading, where the analyst says it.
        only: labels of the rows that are read, by heading.
        period: the one period that is wanted; empty: every period of the file.
        add_up: whether several rows of one area are added up.
    """

    groups: Mapping[str, str]
    base: str
    measure: Measure = Measure.PROPORTION
    counts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    out_of: Mapping[str, str] = field(default_factory=dict)
    uses: Mapping[str, Use] = field(default_factory=dict)
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    period: str = ""
    add_up: bool = False

    @property
    def publishes(self) -> bool:
        """Whether figures are read as they were published, and are not worked out from counts."""
        said = set(self.uses.values())
        return self.measure in PUBLISHED or (Use.VALUE in said and Use.COUNT not in said)

    @property
    def needs_base(self) -> bool:
        """Whether figures are shares of a base."""
        return self.measure is Measure.PROPORTION and not self.publishes

    def own_names(self, code: str) -> list[str]:
        """Return the headings or labels that the analyst named for a group; empty if none was named."""
        label = self.groups[code]
        return [
            name for key, names in self.counts.items() if key.strip() == label or slug_of(key) == code for name in names
        ]

    def base_named(self, code: str) -> str:
        """Return what the analyst named as the base of a group, or an empty text."""
        label = self.groups[code]
        own = (heading for key, heading in self.out_of.items() if key and named(key) in (named(label), named(code)))
        return next(own, "") or self.out_of.get("", "") or next(iter(self.used_as(Use.BASE)), "")

    def used_as(self, use: Use) -> list[str]:
        """Return the headings that the analyst says are one thing."""
        return [heading for heading, said in self.uses.items() if said is use]


def pairs(texts: Iterable[str], option: str, example: str) -> list[tuple[str, str]]:
    """Return ``left=right`` options as pairs.

    Raises:
        Findings: one has no sign or an empty side.
    """
    found = [tuple(part.strip() for part in text.split("=", 1)) for text in texts]
    if wrong := [text for text, pair in zip(texts, found, strict=True) if len(pair) < 2 or not all(pair)]:
        raise Findings([Finding(option, "not two names with = between", f"for example {example}", value=wrong[0][:80])])
    return [(pair[0], pair[1]) for pair in found]
