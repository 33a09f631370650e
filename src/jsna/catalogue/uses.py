"""The use log, ``data/uses.toml``: which decision used which dataset, and what has gone two years without one."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import tomlkit

from jsna.catalogue import commit, documents, indicator_folder, release
from jsna.errors import Finding, Findings
from jsna.model.indicator import Indicator
from jsna.model.strict import Strict
from jsna.model.use import CollectionUse, Use

FILE = "uses.toml"


class _Log(Strict):
    use: tuple[Use, ...] = ()


def read_uses(data: Path) -> tuple[Use, ...]:
    """Return the recorded decisions, newest first; none where there is no log.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    path = data / FILE
    if not path.exists():
        return ()
    listed = documents.typed(_Log, path, documents.content(path))
    return tuple(sorted(listed.use, key=lambda use: use.date, reverse=True))


def seen(uses: Iterable[Use], hidden: Collection[str]) -> tuple[Use, ...]:
    """Return the decisions without the datasets that somebody may not see.

    Args:
        uses: the recorded decisions.
        hidden: slugs of those datasets.
    """
    left = [
        use.model_copy(update={"datasets": tuple(each for each in use.datasets if each not in hidden)}) for use in uses
    ]
    return tuple(use for use in left if use.datasets)


def log(data: Path, use: Use) -> Path:
    """Add a decision to the log and state the new release, both or neither; return the log's path.

    Raises:
        Findings: the present log is damaged, or the decision names an unknown dataset; nothing was written.
        NotSaved: the disk refuses; nothing was changed.
        Busy: another run is writing to the data folder.
    """
    path = data / FILE
    with commit.locked(data, "writing a decision to the use log"):
        read_uses(data)
        if found := list(unknown_datasets(data, [use])):
            raise Findings(found)
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        files = {FILE: f"{present.rstrip()}\n\n{as_toml(use)}".lstrip().encode()}
        release.commit_release(data, files)
    return path


def as_toml(use: Use) -> str:
    """Return a decision as the ``[[use]]`` that is written to the log."""
    return tomlkit.dumps({"use": [{**use.model_dump(), "datasets": list(use.datasets)}]})


def collections(indicators: Mapping[str, Indicator], uses: Iterable[Use], today: date) -> tuple[CollectionUse, ...]:
    """Return how each local collection has been used, the longest unused first.

    A local collection is an indicator with a ``[purpose]`` and no ``[recipe]``: people here were asked for it. A
    decision that is dated after today has used nothing yet.

    Args:
        indicators: by slug.
        uses: the recorded decisions.
        today: the day to count to.
    """
    past = [use for use in uses if use.date <= today]
    local = [indicator for indicator in indicators.values() if indicator.purpose and indicator.recipe is None]
    found = [_collection(indicator, past, today) for indicator in local]
    return tuple(sorted(found, key=lambda one: (-one.idle_days, one.slug)))


def unknown_datasets(data: Path, uses: Iterable[Use], gone: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each dataset of a decision that is not an indicator, and was none that is withdrawn."""
    known = sorted({*gone, *(path.stem for path in indicator_folder.files(data))})
    for use in uses:
        for slug in [slug for slug in use.datasets if slug not in known]:
            near = difflib.get_close_matches(slug, known, n=1)
            accepted = f"the name of an indicator{f', such as {near[0]}' if near else ''}"
            yield Finding(FILE, "unknown dataset", accepted, column="use.datasets", value=slug)


def _collection(indicator: Indicator, past: list[Use], today: date) -> CollectionUse:
    collected = indicator.source.retrieved
    last = max((use.date for use in past if indicator.slug in use.datasets), default=None)
    return CollectionUse(
        slug=indicator.slug,
        title=indicator.title,
        why=indicator.purpose.why if indicator.purpose else "",
        collected=collected,
        last_used=last,
        idle_days=max((today - (last or collected)).days, 0),
    )
