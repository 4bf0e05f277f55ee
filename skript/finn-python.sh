#!/usr/bin/env bash
# Runs the first Python that answers >= 3.12 with the arguments given. A name on the path may be a shim
# that refuses, so each candidate is asked; pyenv's versions are tried by PYENV_VERSION, newest first.
set -u
godtas() { "$@" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }
for kandidat in "${PYTHON:-}" python3 python3.13 python3.14 python3.12 python; do
  [ -n "$kandidat" ] && godtas "$kandidat" && exec "$kandidat" "$@"
done
if command -v pyenv >/dev/null 2>&1; then
  for versjon in $(pyenv versions --bare 2>/dev/null | sort -rV); do
    for kandidat in python3 python; do
      if PYENV_VERSION=$versjon godtas "$kandidat"; then
        export PYENV_VERSION=$versjon
        exec "$kandidat" "$@"
      fi
    done
  done
fi
echo "Fant ingen Python 3.12 eller nyere. Installer Python ≥ 3.12, eller pek på den: make PYTHON=/sti/til/python3.13 …" >&2
exit 1
