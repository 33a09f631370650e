#!/bin/sh
# highspy 1.16.0 (HiGHS) beside 1.15.1: what a solver that is told to be silent writes on standard output.
#
# Expected: with output_flag off from the first line after Highs(), nothing is written: 1.15.1 does so.
# Seen: 1.16.0 writes its two lines of version and licence as Highs() is made, before an option can be set, and the class
# beneath it does not. A command that prints one line of JSON prints three, and the first is no JSON.
#
# Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/solve.py" <<'PYTHON'
import json

import highspy

solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
problem = highspy.HighsLp()
solver.passModel(problem)
solver.run()
print(json.dumps({"solved": True}))
PYTHON
for version in 1.15.1 1.16.0; do
  python3 -m venv "$work/$version"
  "$work/$version/bin/pip" install --quiet --disable-pip-version-check "highspy==$version" numpy==2.3.5
  echo "highspy $version:"
  "$work/$version/bin/python" "$work/solve.py" | tee "$work/$version.txt"
done
[ "$(cat "$work/1.15.1.txt")" = '{"solved": true}' ]
[ "$(wc -l < "$work/1.16.0.txt")" -eq 3 ]
head -1 "$work/1.16.0.txt" | grep -q "^Running HiGHS 1.16.0"
