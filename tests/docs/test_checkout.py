"""What may not stand in the checkout."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain

import pytest

from tests.docs.tracked import ROOT, tracked

MEGABYTE = 1_000_000
# Written apart, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(
        re.escape(f"{host}.{end}")
        for host, end in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("deb.debian", "org"),
            ("crates", "io"),
            ("conda.anaconda", "org"),
        )
    )
)
MACHINE = re.compile(r"(?<![\w.])/(?:" + "|".join(["work", "root", "home", "Users"]) + r")/\w|/tmp/" + r"venv\b")


def _holding(pattern: re.Pattern[str]) -> list[str]:
    texts = ((path, path.read_bytes().decode("utf-8", errors="ignore")) for path in tracked())
    return [f"{path.relative_to(ROOT)}: {found[0]}" for path, text in texts if (found := pattern.search(text))]


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE], ids=["host of a registry", "path of one machine"])
def test_no_file_names_it(pattern: re.Pattern[str]) -> None:
    assert _holding(pattern) == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert REGISTRIES.search("index: " + ".".join(["files", "pythonhosted", "org"]))
    assert MACHINE.search('open("/' + 'home/ann/x.csv")')
    assert not MACHINE.search("https://www.example.gov.uk/work/x")


def test_no_file_is_over_five_megabytes() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > 5 * MEGABYTE] == []


def test_the_figures_are_under_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in tracked("data")) < 30 * MEGABYTE


def test_constraints_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_a_server_installs_the_same_versions_and_only_files_with_a_hash() -> None:
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").lower().splitlines())
    blocks = re.split(r"\n(?=\S)", (ROOT / "deployment.txt").read_text("utf-8").strip())
    found = {}
    for block in blocks:
        first, *hashes = block.replace("\\\n", "\n").split("\n")
        named = re.fullmatch(r"([\w.-]+)==([\w.]+)( ; .*)? *", first)
        assert named, first
        assert [line for line in hashes if not re.fullmatch(r" +--hash=sha256:[0-9a-f]{64} *", line)] == []
        assert hashes, first
        found[_normal(named[1])] = named[2]
    exact = {_normal(name): version for name, version in pinned.items()}
    assert {name: version for name, version in found.items() if exact.get(name, version) != version} == {}
    # What builds the project, and what Windows alone needs.
    assert set(found) - set(exact) <= {"setuptools", "colorama"}
    asked = {_normal(re.split(r"[^\w.-]", each)[0]) for each in [*PROJECT["dependencies"], *EXTRAS["postgresql"]]}
    assert asked - set(found) == set()


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
FOR_USE = [*PROJECT["dependencies"], *EXTRAS["postgresql"], *EXTRAS["spark"]]


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        (("src/*.py", "pages/*.py", "app.py"), FOR_USE),
        (("tests/*.py", "benchmarks/*.py"), [*FOR_USE, *chain(*EXTRAS.values())]),
    ],
    ids=["the product", "tests and benchmarks"],
)
def test_what_is_imported_is_declared(files: tuple[str, ...], asked: list[str]) -> None:
    """A library that only comes along with another one may go when that one changes."""
    declared = {_normal(re.split(r"[^\w.-]", each)[0]) for each in asked}
    carriers = packages_distributions()
    undeclared = [
        name
        for name in sorted(_imported(*files))
        if name not in (*sys.stdlib_module_names, "jsna", "tests", "benchmarks")
        and not {_normal(each) for each in carriers.get(name, [name])} & declared
    ]
    assert undeclared == []


def _imported(*files: str) -> set[str]:
    nodes = [node for path in tracked(*files) for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    sourced = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | sourced}


def test_nothing_is_installed_beside_the_constraints() -> None:
    pinned = {_normal(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    asked = [re.match(r"[\w.-]+", each)[0] for each in wanted]  # type: ignore[index]
    assert [name for name in asked if _normal(name) not in pinned and not name.startswith("jsna")] == []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
