"""What was done with the figures, in words: the recorded decisions, and the collections that have not been used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jsna.model.use import CollectionUse, Use
from jsna.words.provenance import spoken_date


def decisions(uses: Sequence[Use], titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the recorded decisions: a row for each dataset of each decision, by title, then newest first.

    Args:
        uses: newest first.
        titles: title of each indicator by slug; a dataset that no longer exists keeps its slug.
    """
    rows = [
        {
            "Dataset": titles.get(slug, slug),
            "Date": spoken_date(use.date),
            "Decision": use.decision,
            "Decided by": use.body,
            "What changed": use.changed,
        }
        for use in uses
        for slug in use.datasets
    ]
    return sorted(rows, key=lambda row: row["Dataset"])


def decisions_sentence(uses: Sequence[Use]) -> str:
    """Return how many decisions are recorded."""
    if not uses:
        return "No decision that used these figures has been recorded yet."
    many = (
        f"{len(uses)} decisions that used these figures have"
        if len(uses) > 1
        else "One decision that used these figures has"
    )
    return f"{many} been recorded, the last on {spoken_date(uses[0].date)}."


def unused_sentence(collections: Sequence[CollectionUse]) -> str:
    """Return how many local collections have not been used for two years."""
    if not collections:
        return "No local collection is stored here, so none has gone unused."
    unused = sum(one.is_unused for one in collections)
    if not unused:
        return "Every local collection has been used, or was collected, within the last two years."
    are = "has" if unused == 1 else "have"
    return f"{unused} of {len(collections)} local collections {are} not been used for two years."


def collection_row(one: CollectionUse, today: date) -> dict[str, str]:
    """Return how one local collection has been used, as a row of words."""
    state = "Not used for two years" if one.is_unused else "Used" if one.last_used else "Not used yet"
    return {
        "Collection": one.title,
        "Why it was asked": one.why,
        "Collected": spoken_date(one.collected),
        "Last used": spoken_date(one.last_used) if one.last_used else "never",
        f"Days without use, on {spoken_date(today)}": f"{one.idle_days:,}",
        "State": state,
    }
