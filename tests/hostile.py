"""A data folder and a register in which every text is hostile: a name that would be a link, a picture or a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import tomlkit

from jsna.model.register.item import Item
from jsna.model.register.person import Person
from jsna.model.register.response import Response
from jsna.register.kinds import KINDS
from jsna.register.register import Register, Wanted
from jsna.register.sample import load_sample

#: Whatever was understood of these could be seen: a link, a picture, emphasis, a formula, an icon, a request.
PAYLOADS = (
    '<a href="https://evil.example">zz</a>',
    "[zz](https://evil.example)",
    "![zz](/did-run)",
    "zz@evil.example",
    "www.evil.example",
    "https://evil.example/zz",
    '<img src="/did-run" onerror="fetch(\'/did-run\')">',
    "**zz** __zz__ ~~zz~~ `zz`",
    "$zz^2$ and $$zz$$",
    ":red[zz] :material/lock: :streamlit:",
    "%{customdata} <b>zz</b><br>zz<extra></extra>",
    "</script><script>new Image().src='/did-run'</script>",
    "${new Image().src='/did-run'} {{zz}}",
    "<form action=/did-run><button>zz</button></form>",
)
#: Keys of the files under ``data/`` that are words for readers.
_WORDS = {
    "title", "label", "definition", "caveats", "publisher", "licence", "base", "unit", "statement", "method", "reason",
    "summary", "margin_reason", "next_expected", "site_name", "council", "why", "means", "about", "question", "hint",
    "warning", "team", "telephone", "address", "left_out", "complete", "said", "says", "changed", "decision", "body",
    "lawful_basis", "who_asked", "asks", "then", "instead",
}  # fmt: skip
#: Fields of the register that are words, and whose words the rules leave to whoever types them.
_TYPED = {
    "title", "words", "owner", "asked", "ran_by", "organisation", "heard", "promised", "because", "elsewhere", "name",
    "offers", "access", "address", "times", "origin_words", "explanations", "theme", "drafted", "reply", "said", "how",
    "by", "whom", "did", "cannot", "will", "because_of", "reason", "source", "phone",
}  # fmt: skip


def poison(text: str, turn: Iterator[int]) -> str:
    """Return a text with the next of the payloads after it."""
    return f"{text} {PAYLOADS[next(turn) % len(PAYLOADS)]}"


def data_folder(real: Path, folder: Path, start: int = 0) -> Path:
    """Return a copy of a data folder in which names, titles and sentences end in payloads.

    Args:
        real: the data.
        folder: where the copy goes.
        start: the payload of the first text; another one for each start.
    """
    data, turn = folder / "data", count(start)
    shutil.copytree(real, data)
    (data / "release.json").unlink()  # it holds the official files to what they were
    areas = pd.read_parquet(data / "areas.parquet")
    areas["name"] = [poison(str(name), turn) for name in areas["name"]]
    areas.to_parquet(data / "areas.parquet", index=False)
    for path in (*data.glob("services/*.parquet"),):
        services = pd.read_parquet(path)
        services["name"] = [poison(str(name), turn) for name in services["name"]]
        services.to_parquet(path, index=False)
    for path in sorted(data.rglob("*.toml")):
        if not {"tell_us", "answers"} & set(path.parts):
            given = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
            path.write_text(tomlkit.dumps(_poisoned(given, _WORDS, turn)), encoding="utf-8")
    return data


def register_of(register: Register, person: Person, start: int = 0) -> list[Item]:
    """Load the sample into a register, and give every text of it a payload; return its items."""
    load_sample(register, person)
    turn = count(start)
    saved: list[Item] = []
    for kind in KINDS:
        for item in register.find(person, kind, Wanted(most=None)):
            given = _poisoned(item.model_dump(mode="json"), _TYPED, turn)
            if isinstance(item, Response):  # what was recorded stays: this is another one
                given = {name: part for name, part in given.items() if name not in ("id", "version")}
            (own,) = register.save(person, kind.model_validate(given), reason=poison("Hostile", turn))
            saved.append(own)
    return saved


def _poisoned(given: Any, keys: set[str], turn: Iterator[int], key: str = "") -> Any:
    if isinstance(given, dict):
        return {name: _poisoned(part, keys, turn, str(name)) for name, part in given.items()}
    if isinstance(given, list):
        return [_poisoned(part, keys, turn, key) for part in given]
    return poison(given, turn) if isinstance(given, str) and given and key in keys else given
