#!/usr/bin/env bash
# Everything that is checked before a change lands: lint, types, import contracts, tests. Makes its own environment.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE  # the tests start hundreds of commands, each of which would compile the program anew
python=${PYTHON:-python3}
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
.venv/bin/pytest --collect-only "$@" >/dev/null 2>&1 &  # meanwhile what is run is compiled, once and not by each of four
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/lint-imports
wait
# four at once, also on two cores: a test of the app waits for its clock half of the time; whoever is done takes some of another's
.venv/bin/pytest -n 4 --dist worksteal "$@"
[ $# -gt 0 ] || .venv/bin/python -m tests.pictures --check
