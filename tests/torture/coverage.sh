#!/usr/bin/env bash
# Which branches of store and importing no test takes; ends with 1 where they are over five in a hundred.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv/bin/python}
"$python" -m coverage erase
"$python" -m coverage run -m pytest tests/store tests/importing tests/work tests/cli tests/reliability "$@"
"$python" -m coverage combine -q
"$python" -m coverage report
