#!/bin/sh
# Streamlit 1.67.0, its own server (uvicorn 0.54.0), Linux.
#
# Expected: twenty small answers on one connection that is kept open take a few milliseconds.
# Seen: each takes some 42 ms of waiting, and a hundredth of that with the connection's "send at once" (TCP_NODELAY) on.
# Streamlit makes its listening socket with no protocol named; asyncio then does not know it for TCP and leaves Nagle's
# algorithm on, so that the body of an answer waits until the reader's system acknowledges the head. A first visit fetches
# a hundred files over six such connections, and every rerun sends a dozen small messages.
#
# Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0 uvicorn==0.54.0
cat > "$work/page.py" <<'PYTHON'
import streamlit as st

st.title("A page")
PYTHON
cat > "$work/ask.py" <<'PYTHON'
import http.client
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
server = subprocess.Popen(
    [folder / "venv/bin/streamlit", "run", folder / "page.py", "--server.port", str(port),
     "--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)


def asked(connection):
    began = time.perf_counter()
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200
    return 1000 * (time.perf_counter() - began)


try:
    for _ in range(100):
        try:
            asked(http.client.HTTPConnection("127.0.0.1", port))
            break
        except OSError:
            time.sleep(0.2)
    kept = http.client.HTTPConnection("127.0.0.1", port)
    on_one = statistics.median([asked(kept) for _ in range(21)][1:])
    on_new = statistics.median(asked(http.client.HTTPConnection("127.0.0.1", port)) for _ in range(20))
finally:
    server.terminate()
print(f"one connection, kept open: {on_one:.1f} ms an answer; a new connection each: {on_new:.1f} ms")
sys.exit(not (on_one > 30 > 15 > on_new))
PYTHON
"$work/venv/bin/python" "$work/ask.py" "$work"
