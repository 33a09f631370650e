"""Reads ``data/glossary.toml``: the words of the field that pages explain."""

from __future__ import annotations

from collections.abc import Mapping

from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.glossary import Glossary, Term

FILE = "glossary.toml"


@kept(1)
def glossary(catalogue: Catalogue) -> Mapping[str, Term]:
    """Return each word by its slug, in the order of the file; none without it.

    Raises:
        Findings: something in the file is wrong (all is listed).
    """
    path = catalogue.data / FILE
    terms = documents.typed(Glossary, path, documents.content(path)).term if path.exists() else ()
    return {term.slug: term for term in terms}
