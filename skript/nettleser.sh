#!/usr/bin/env bash
# Makes sure the browser tests have a Chromium: Debian's own. Without one they are skipped, with the reason.
set -uo pipefail
for navn in chromium chromium-browser google-chrome; do
  if command -v "$navn" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Henter Chromium til nettleserprøvene …" >&2
  if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "Chromium er ikke installert; nettleserprøvene hoppes over. Installer pakken «chromium» for å kjøre dem." >&2
exit 0
