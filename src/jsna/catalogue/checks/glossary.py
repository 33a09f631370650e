"""Whether the glossary can be read, and each of its words is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jsna.catalogue import documents
from jsna.catalogue.glossary import FILE
from jsna.catalogue.read import Catalogue
from jsna.errors import Finding, Findings
from jsna.model.glossary import Glossary


def findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is wrong with the file."""
    path = catalogue.data / FILE
    if not path.exists():
        return
    try:
        terms = documents.typed(Glossary, path, documents.content(path)).term
    except Findings as wrong:
        yield from wrong.findings
        return
    for column, values in (("slug", [term.slug for term in terms]), ("word", [term.word for term in terms])):
        for value, times in Counter(values).items():
            if times > 1:
                yield Finding(FILE, f"{times} terms have this {column}", "each once", column=column, value=value)
