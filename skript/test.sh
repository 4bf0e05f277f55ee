#!/usr/bin/env bash
# All checks, in the order that fails fastest. `raske` leaves out browser, faults and the demonstration.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" PYTHONPATH="$PWD/src:$PWD"
steg() { printf '\n== %s\n' "$1"; shift; "$@"; }
steg "Formatering" ruff format --check --quiet src tests skript ytelse
steg "Stil" ruff check --quiet src tests skript ytelse
steg "Maler" djlint --quiet --lint src
steg "Lovdata" yamllint --strict -c .yamllint.yaml src docs
steg "Etasjer" lint-imports --no-logo
steg "Typer" mypy
if [ "${1:-}" = raske ]; then
  steg "Raske prøver" pytest -n 2 --dist loadgroup -m "not nettleser and not postgres"
else
  steg "Alle prøver" pytest -n 2 --dist loadgroup
fi
