"""Reading a bad file costs little, opens nothing and calls nobody."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.docs.tracked import ROOT

_MEBIBYTE = 1024

_READ_ALL = """
import json, resource, sys
from jsna.ingest.council.upload import read_upload
from tests.faults.bad_files import GOOD, MENDED, REFUSED, SQUARE, geojson

here = [bad for bad in (*REFUSED.values(), *MENDED.values()) if not bad.name.endswith(".xlsx")]
read_upload("a.csv", GOOD + b"Total,240,1210\\n"), read_upload("a.geojson", geojson(SQUARE))
for bad in here:
    read_upload(bad.name, bad.content[:1_000])
seen = []
watched = ("open", "socket.", "subprocess.", "os.", "urllib.", "shutil.", "ctypes.dlopen", "exec")
sys.addaudithook(lambda event, given: seen.append(event) if event.startswith(watched) else None)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for bad in here:
    read_upload(bad.name, bad.content)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([grown, sorted(set(seen))]))
"""

_READ_WORKBOOKS = """
import json, resource
from jsna.ingest.council.upload import read_upload
from tests.faults.bad_files import MENDED, REFUSED

for bad in (*REFUSED.values(), *MENDED.values()):
    if bad.name.endswith(".xlsx"):
        read_upload(bad.name, bad.content)
print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def _run(program: str) -> object:
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_text_is_read_in_little_memory_and_nothing_else_is_opened():
    grown, seen = _run(_READ_ALL)
    assert seen == []
    assert grown < 300 * _MEBIBYTE


def test_workbooks_are_read_in_a_small_process_of_their_own():
    assert _run(_READ_WORKBOOKS) < 300 * _MEBIBYTE
