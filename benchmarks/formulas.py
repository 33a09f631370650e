"""What a spreadsheet makes of a download: no cell is a formula or a link, whatever separator it is opened with.

Run from the checkout: ``python -m benchmarks.formulas``. A file with hundreds of kinds of cell, written as every
download is, is opened by LibreOffice without a window, with each separator, and with formulas switched on. Spaces are
no separator of tables: with these, text after a space can begin a cell, and the number is only reported.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

import pandas as pd

from jsna.outputs.csv_file import as_csv

#: What LibreOffice calls each separator: its number in Unicode.
SEPARATORS = {"comma": "44", "semicolon": "59", "tab": "9", "all three": "44/59/9", "bar": "124"}
REPORTED = {"space": "32"}
_SIGNS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)")
_BEFORE = (
    "", " ", "  ", '"', '""', "'", "\u00a0", "\u3000", "\u200b", "\ufeff", "\0", "\t", "\r", "\n", "\v", "\f", "\x1f",
    "\x7f", "\x85", "\u2028", "\u202e", "x;", "x; ", "x;;",
    'x;"', 'x";', 'x";"', "x;'", "x\t", "x\t\t", 'x"\t', "x|", "x,",
    'x",', "x\n", "x\r\n", 'x"\n', ";", ",", "x;\n", "x;\0",
)  # fmt: skip
_MORE = (
    '=HYPERLINK("http://127.0.0.1","x")', "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    '=WEBSERVICE("http://127.0.0.1")', "{=1+1}", "%0A=1+1", "=1+1;=1+1", "- none", "+44 1522", "1E5", "00123",
)  # fmt: skip


def main() -> int:
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not here, so nothing was tried: apt-get install libreoffice-calc-nogui")
        return 0
    kinds = [*map("".join, product(_BEFORE, _SIGNS)), *_MORE]
    table = pd.DataFrame({"number": 1.0, "text": kinds, "after": "end", "minus": -1.5})
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "table.csv").write_bytes(as_csv(table))
        for name, code in (SEPARATORS | REPORTED).items():
            sheet = _opened(office, Path(folder), code)
            live = re.findall(r'table:formula="[^"]*"|xlink:href="[^"]*"', sheet)
            minus = sheet.count('office:value="-1.5"') if code.startswith("44") else len(kinds)
            print(f"{name}: {len(kinds)} kinds of cell, {len(live)} live, {minus} minus numbers")
            missed += name in SEPARATORS and (len(live) > 0 or minus != len(kinds))
    return int(missed > 0)


def _opened(office: str, folder: Path, separator: str) -> str:
    """What LibreOffice makes of the table, as its own XML. The last words switch formulas on."""
    options = f"--infilter=CSV:{separator},34,76,1,,0,false,true,false,false,false,-1,true"
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}", options]
    command += ["--convert-to", "fods", "--outdir", str(folder), str(folder / "table.csv")]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return (folder / "table.fods").read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
