#!/bin/sh
# Exports by confluence-markdown-exporter, and shows the files that its user then has: `driver.sh CME COMMAND URL`.
# A page's path names its space. No path starts with a variable: one that Atlassian leaves empty would make it absolute,
# and the product would write outside of the folder.
set -eu

export CME_CONFIG_PATH=cme.json
export CME_EXPORT__OUTPUT_PATH=export
export CME_EXPORT__PAGE_PATH="space-{space_key}/{page_title}.md"
export CME_EXPORT__ATTACHMENT_PATH="attachments/{attachment_file_id}{attachment_extension}"
mkdir -p export
"$@"
find export -type f ! -name "*.json" -print -exec cat {} +
