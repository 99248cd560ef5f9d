#!/usr/bin/env bash
# How many lines and branches of store and importing the tests take; ends with 1 where it is 95 branches in a hundred or fewer,
# or a test failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv/bin/python}
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
chmod 1777 "$data"  # some tests run the program as somebody who may write nowhere else
export COVERAGE_FILE=$data/.coverage
failed=0
# The one that is left out looks at what a line of the log loads, and whoever measures loads more.
"$python" -m coverage run -m pytest -n "${WORKERS:-2}" \
    tests/store tests/importing tests/work tests/reliability tests/cli tests/sample tests/metrics \
    --deselect tests/cli/test_log.py::test_a_log_loads_nothing_that_weighs "$@" || failed=1
"$python" -W ignore -m coverage combine -q  # a process that was killed has left half a file, which is passed over
"$python" -m coverage json -q -o "$data/report.json"
"$python" -m tests.torture.covered "$data/report.json" || failed=1
exit "$failed"
