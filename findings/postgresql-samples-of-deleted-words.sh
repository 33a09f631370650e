#!/bin/sh
# PostgreSQL 16.2 (from the package pgserver 0.1.4, by psycopg 3.3.2), Linux.
#
# Expected: words that are deleted, and whose table is then written anew by VACUUM FULL, are in no table any more.
# Seen: the planner has kept them. ANALYZE, which PostgreSQL also runs by itself, copies values of a column into
# pg_statistic, and neither DELETE nor VACUUM FULL of the table takes them out; after another ANALYZE of the empty table
# they are still there. Anybody who may read the table reads them in the view pg_stats. A column with SET STATISTICS 0
# is never sampled.
#
# Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pgserver==0.1.4 "psycopg[binary]==3.3.2"
cat > "$work/ask.py" <<'PYTHON'
import sys

import pgserver
import psycopg

server = pgserver.get_server(sys.argv[1], cleanup_mode="stop")
SAMPLES = "SELECT coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '') FROM pg_stats WHERE tablename = %s"


def kept(connection, table):
    return "".join(row[0] for row in connection.execute(SAMPLES, [table])).count("said by resident")


def erased(connection, table, sampled):
    connection.execute(f"CREATE TABLE {table} (words text)")
    if not sampled:
        connection.execute(f"ALTER TABLE {table} ALTER COLUMN words SET STATISTICS 0")
    connection.execute(f"INSERT INTO {table} SELECT 'said by resident ' || each FROM generate_series(1, 50) AS each")
    connection.execute(f"ANALYZE {table}")
    connection.execute(f"DELETE FROM {table}")
    connection.execute(f"VACUUM (FULL) {table}")
    after = kept(connection, table)
    connection.execute(f"ANALYZE {table}")
    return after, kept(connection, table)


with psycopg.connect(server.get_uri(), autocommit=True) as connection:
    version = connection.execute("SHOW server_version").fetchone()[0]
    usual, without = erased(connection, "usual", True), erased(connection, "without", False)
server.cleanup()
print(f"PostgreSQL {version}: deleted words still in pg_stats after VACUUM FULL, and after another ANALYZE: {usual}")
print(f"with SET STATISTICS 0: {without}")
sys.exit(not (usual == (50, 50) and without == (0, 0)))
PYTHON
"$work/venv/bin/python" "$work/ask.py" "$work/data"
