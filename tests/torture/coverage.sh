#!/usr/bin/env bash
# How many lines and branches of store and importing the tests take; ends with 1 where it is 95 branches in a hundred or fewer.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv/bin/python}
export COVERAGE_FILE=${COVERAGE_FILE:-$PWD/.coverage}  # whichever folder a test runs a command in
"$python" -m coverage erase
"$python" -m coverage run -m pytest -n "${WORKERS:-2}" \
    tests/store tests/importing tests/work tests/reliability tests/cli tests/sample tests/metrics "$@"
"$python" -m coverage combine -q
"$python" -m coverage json -q -o - | "$python" tests/torture/covered.py
