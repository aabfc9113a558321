#!/bin/sh
# Publishes one page by md2conf, which writes the page's id into the file, and shows this file:
# `publish.sh MD2CONF SPACE TITLE`.
set -eu

mkdir -p pages
printf -- '---\ntitle: "%s"\n---\n\nMade up.\n' "$3" > pages/page.md
"$1" --loglevel "${MD2CONF_LEVEL:-info}" --space "$2" pages/page.md
cat pages/page.md
