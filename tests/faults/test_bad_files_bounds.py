"""Reading a bad file costs little, opens nothing and calls nobody, in the server and in the process of a reader."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.docs.tracked import ROOT

_MEBIBYTE = 1024

_WATCH = """
import json, resource, sys
from jsna.files import apart, apart_child
from jsna.files.notes import Notes
from jsna.ingest.council.upload import FORMS, read_upload
from tests.faults.bad_files import GOOD, IN_A_COLUMN, MENDED, ODS, REFUSED, SHEET, SQUARE, geojson, ods, workbook

def form(bad):
    return FORMS.get("." + bad.name.rpartition(".")[2], "CSV")

def read(bad, content):
    if form(bad) == "CSV":
        read_upload(bad.name, content)
    else:
        apart_child.answer(apart_child._reader(form(bad)), content, Notes(bad.name))

every = (*REFUSED.values(), *IN_A_COLUMN.values(), *MENDED.values())
here = [bad for bad in every if (form(bad) == "CSV") == (sys.argv[1] == "CSV")]
for bad in here:
    read(bad, bad.content[:1_000])
usual = (("a.csv", GOOD + b"Total,240,1210\\n"), ("a.geojson", geojson(SQUARE)), ("a.xlsx", workbook(SHEET)))
usual = (*usual, ("a.ods", ods(*ODS)))
for name, content in usual:
    read(type(here[0])(name, content, ""), content)
seen = []
watched = ("open", "socket.", "subprocess.", "os.", "urllib.", "shutil.", "ctypes.dlopen", "exec")
sys.addaudithook(lambda event, given: seen.append(event) if event.startswith(watched) else None)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for bad in here:
    read(bad, bad.content)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([grown, sorted(set(seen))]))
"""

_READ_APART = """
import json, resource
from jsna.ingest.council.upload import read_upload
from tests.faults.bad_files import IN_A_COLUMN, MENDED, REFUSED

for bad in (*REFUSED.values(), *IN_A_COLUMN.values(), *MENDED.values()):
    if bad.name.endswith((".xlsx", ".ods", ".geojson")):
        read_upload(bad.name, bad.content)
print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def _run(program: str, *given: str) -> object:
    ended = subprocess.run(
        [sys.executable, "-c", program, *given], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.mark.parametrize("forms", ["CSV", "workbooks and GeoJSON"])
def test_a_file_is_read_in_little_memory_and_nothing_else_is_opened(forms: str):
    grown, seen = _run(_WATCH, forms)
    assert seen == []
    assert grown < 300 * _MEBIBYTE


def test_workbooks_and_shapes_are_read_in_a_small_process_of_their_own():
    assert _run(_READ_APART) < 300 * _MEBIBYTE
