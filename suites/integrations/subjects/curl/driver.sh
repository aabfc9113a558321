#!/bin/sh
# Atlassian's REST APIs by curl, with the options that Atlassian's documentation shows and those that make a script stop
# at an error: `driver.sh ACTION [ARGUMENT]`. It asks for one page of each list, as most such scripts do.
set -eu

ask() {
    # CURL_OPTIONS is a list of options.
    # shellcheck disable=SC2086
    curl --silent --show-error --fail-with-body ${CURL_OPTIONS:-} --header "Accept: application/json" "$@"
}

jira() {
    path=$1
    shift
    ask --user "$ATLASSIAN_EMAIL:$JIRA_TOKEN" "$@" "$JIRA_URL$path"
}

confluence() {
    path=$1
    shift
    ask --user "$ATLASSIAN_EMAIL:$CONFLUENCE_TOKEN" "$@" "$CONFLUENCE_URL/wiki$path"
}

create() {
    "$1" "$2" --request POST --header "Content-Type: application/json" --data "$3"
}

action=$1
shift
case $action in
whoami) jira /rest/api/3/myself ;;
list-projects) jira /rest/api/3/project/search ;;
get-project) jira "/rest/api/3/project/$1" ;;
get-issue) jira "/rest/api/3/issue/$1" ;;
create-issue) create jira /rest/api/3/issue \
    "{\"fields\": {\"project\": {\"key\": \"$1\"}, \"issuetype\": {\"name\": \"Task\"}, \"summary\": \"$2\"}}" ;;
find-user) jira /rest/api/3/user/search --get --data-urlencode "query=$1" ;;
search) jira /rest/api/3/search/jql --get --data-urlencode "jql=$1" --data-urlencode "fields=summary" ;;
get-attachment) jira "/rest/api/3/attachment/content/$1" --location ;;
list-spaces) confluence /api/v2/spaces ;;
get-page) confluence "/api/v2/pages/$1" ;;
create-page) create confluence /api/v2/pages \
    "{\"spaceId\": \"$1\", \"title\": \"$2\", \"body\": {\"representation\": \"storage\", \"value\": \"<p>Made up.</p>\"}}" ;;
*) echo "No such action: $action" >&2 && exit 1 ;;
esac
