"""The names of groups as an analyst gives them, and the headings or labels of a file that they are."""

from __future__ import annotations

from collections.abc import Iterable

from jsna.ingest.council.columns.heading_words import named
from jsna.ingest.council.columns.labels import labels_of
from jsna.ingest.council.understood import Understood


def in_file(texts: Iterable[str], understood: Understood) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Return the groups as ``Eligible: are eligible``, and the heading or label of each whose own name has a colon.

    A colon parts a label from its sentence, unless the whole text is a heading or a label of the file: of
    ``Faith: Alpha`` the last part is the label then, or the heading that a known layout gives it.

    Args:
        texts: as the analyst gives them.
        understood: the file.
    """
    there = _there(understood)
    labels, own = [], {}
    for text in (given.strip() for given in texts):
        whole = there.get(named(text))
        if ":" in text and whole is not None:
            label = whole if ":" not in whole else whole.rpartition(":")[2].strip()
            own[label] = [whole]
            labels.append(label)
        else:
            labels.append(text)
    return tuple(labels), own


def _there(understood: Understood) -> dict[tuple[str, ...], str]:
    """The heading or label of the table for every text of the file that has a colon, by its plain name."""
    table = understood.table
    own = understood.layout.headings if understood.layout else {}
    words = [str(heading) for heading in table if heading not in (understood.area, *understood.numbers)]
    names = [*map(str, table), *(label for heading in words for label in labels_of(table[heading]))]
    there = {named(name): name for name in reversed(names) if ":" in name}
    return there | {named(given): heading for given, heading in own.items()}
