#!/bin/sh
# Downloads an attachment by confluence-cli-rs, and shows the file that its user then has:
# `download.sh CONFLUENCE PAGE_ID ATTACHMENT_ID`.
set -eu

"$1" attachment download "$2" "$3" attachment
cat attachment
