#!/bin/sh
# Publishes one page by md2cf, which prints the page's link: `publish.sh MD2CF SPACE TITLE`.
set -eu

printf 'Made up.\n' > page.md
# MD2CF_OPTIONS is a list of options.
# shellcheck disable=SC2086
"$1" ${MD2CF_OPTIONS:-} --output minimal --space "$2" --title "$3" page.md
