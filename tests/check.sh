#!/usr/bin/env bash
# Everything that is checked before a change lands: lint, types, import contracts, tests. Makes its own environment.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/lint-imports
# four at once, also on two cores: a test of the app waits for its clock half of the time
.venv/bin/pytest -n 4 "$@"
[ $# -gt 0 ] || .venv/bin/python -m tests.pictures --check
