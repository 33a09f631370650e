"""The runbook quotes what pages and the log really say, and has a section for each thing that it points to."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.docs.tracked import ROOT, documents, tracked

#: What other programs say, and where ours puts something into a sentence.
_OF_OTHERS = ("Uncaught app execution",)
_PUT_IN = re.compile(
    "…|read-only file system|(?<=: )the disk is full(?=\\. Nothing under)|data(?=/ was)|(?<=the data): it is"
)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_QUOTED = re.compile(r"“([^”]+)”")


@cache
def said() -> str:
    """Everything that the program can say: each text in it, and the proxy's page."""
    texts = [
        node.value
        for path in tracked("src/*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return "\n".join([*texts, (ROOT / "deploy/nginx/jsna-locations.conf").read_text("utf-8")])


def test_every_sentence_in_quotes_is_one_of_the_program() -> None:
    text = " ".join(documents()["docs/runbook.md"].split())
    quoted = [part.strip(" .") for whole in _QUOTED.findall(text) for part in _PUT_IN.split(whole)]
    assert [part for part in quoted if part and part not in _OF_OTHERS and part not in said()] == []


def test_each_section_says_what_one_sees_what_to_do_and_when_it_is_over() -> None:
    text = documents()["docs/runbook.md"]
    names = _SECTION.findall(text)
    sections = dict(zip(names, re.split(_SECTION, text)[2::2], strict=True))
    unfinished = [
        name
        for name, section in sections.items()
        if "<!-- filled in" not in section
        and not all(part in section for part in ("**You see**", "**It means**", "**Do**", "**It is over when**"))
        and name != "The register cannot be used"
    ]
    assert unfinished == []
    assert "**It is over when**" in sections["The register cannot be used"]
