"""The notebooks run from top to bottom on what is committed, and say what they claim."""

from __future__ import annotations

import html
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

import jsna
from jsna.errors import JsnaError
from tests.docs.tracked import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
_LOADED = re.compile(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//[^"'\s>]+""")


def executed(path: Path) -> NotebookNode:
    """Return the notebook as run by a fresh kernel; an error in a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": path.parent}})
    return client.execute()


def shown(notebook: NotebookNode, cell: str) -> str:
    """Return what a cell showed last, as a reader sees it: printed text, or the richest output unescaped."""
    output = next(each for each in notebook.cells if each["id"] == cell)["outputs"][-1]
    rich = output.get("data", {})
    return html.unescape(str(output.get("text") or rich.get("text/html") or rich["text/plain"])).replace("\xa0", " ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_mablethorpe_says_its_figures_and_needs_no_other_host() -> None:
    notebook = executed(ROOT / "notebooks/mablethorpe.ipynb")
    assert "2,837 of 8,210 people (34.6%) are disabled" in shown(notebook, "people")
    assert "(51.8%)" in shown(notebook, "households")
    assert "Chapel St Leonards" in shown(notebook, "table")
    assert "higher" in shown(notebook, "verdicts")
    drawn = shown(notebook, "map")
    assert "<script" in drawn
    assert _LOADED.findall(drawn) == []


def test_a_notebook_opens_either_list_of_wards_and_says_where_a_ward_is() -> None:
    new, old = "Gorse Hill & Cornbrook", "Gorse Hill"
    data = jsna.open_data(wards=2025)
    assert jsna.sentence(jsna.compare(data, "cars", place="Trafford", ward=new)).startswith(f"In {new} ")

    with pytest.raises(JsnaError, match=r"not one of the wards of May 2025: open_data\(wards=2022\) has it"):
        jsna.compare(data, "cars", place="Trafford", ward=old)
    with pytest.raises(JsnaError, match="is not in Lincolnshire: name its place"):
        jsna.compare(data, "cars", place="Lincolnshire", ward=new)
    with pytest.raises(JsnaError, match=r"no list of wards of 2019\. Known: 2022, 2025"):
        jsna.open_data(wards=2019)
