#!/bin/sh
# esda 2.9.0, libpysal 4.14.1, numpy 2.4.6, scikit-learn 1.9.1, Linux.
#
# Expected: Moran_Local with a seed gives the same p-values whenever it is called, in a server's threads as well: the
# seed is an argument of the call.
# Seen: the seed is set in numpy's one generator for the whole process, and the draws are taken from there. Two calls at
# the same time take each other's draws. Each by itself is repeatable; four at once, with the same figures and the same
# seed, give other p-values in nine of ten areas, and another list of areas below 0.05.
#
# Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  esda==2.9.0 libpysal==4.14.1 numpy==2.4.6 scikit-learn==1.9.1
cat > "$work/ask.py" <<'PYTHON'
import sys
import threading
import warnings

import numpy as np

warnings.simplefilter("ignore")
import esda
import libpysal

beside = libpysal.weights.lat2W(25, 25)
figures = np.random.default_rng(1).normal(size=625)


def p_values():
    return esda.Moran_Local(figures, beside, permutations=999, seed=12345).p_sim


alone, again, together = p_values(), p_values(), []
threads = [threading.Thread(target=lambda: together.append(p_values())) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
others = [int((found != alone).sum()) for found in together]
called = [int(((found < 0.05) != (alone < 0.05)).sum()) for found in together]
print(f"one after the other: {int((alone != again).sum())} of {len(alone)} p-values differ")
print(f"four at once, same seed: {others} differ; {called} areas change sides of 0.05")
sys.exit(not ((alone == again).all() and max(others) > 300 and max(called) > 0))
PYTHON
"$work/venv/bin/python" "$work/ask.py"
