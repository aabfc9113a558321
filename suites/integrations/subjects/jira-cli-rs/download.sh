#!/bin/sh
# Downloads an attachment by jira-cli-rs, and shows the file that its user then has: `download.sh JIRA ATTACHMENT_ID`.
set -eu

"$1" issues download-attachment --dir downloads "$2"
cat downloads/*
