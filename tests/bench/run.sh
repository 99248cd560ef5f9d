#!/usr/bin/env bash
# Every promise of speed beside its peers and its floor, in one run; writes tests/bench/RESULTS.md. Makes its own environment.
#   bash tests/bench/run.sh [--quick] [ROW ...]
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
if [ ! -x .venv/bin/salestui ]; then
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
fi
exec .venv/bin/python -m tests.bench "$@"
