#!/bin/sh
# Publishes one page by Sphinx, which prints where it is: `publish.sh SPHINX_BUILD FOLDER_OF_CONF_PY SPACE TITLE`.
set -eu

rm -rf docs out
mkdir docs
printf '%s\n%s\n\nMade up.\n' "$4" "==================================================" > docs/index.rst
# SPHINX_OPTIONS is a list of options.
# shellcheck disable=SC2086
"$1" ${SPHINX_OPTIONS:-} -b confluence -c "$2" -D "confluence_space_key=$3" docs out
