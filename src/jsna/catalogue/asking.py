"""The script for asking people, ``data/listen/asking.toml``."""

from __future__ import annotations

from pathlib import Path

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.model.asking import Asking, ways_it_leads

FILE = "listen/asking.toml"


def read_asking(data: Path) -> Asking:
    """Return the script.

    Raises:
        Findings: everything wrong with the file, a question of the script that leads among it.
    """
    asking = documents.typed(Asking, Path(FILE), documents.content(data / FILE))
    wrong = [
        Finding(FILE, f"a question of the script {kind.kind}", kind.instead, column="questions", value=words)
        for question in asking.questions
        for words in (question.asks, question.then)
        for kind in ways_it_leads(words, asking.leading)
    ]
    if wrong:
        raise Findings(wrong)
    return asking
