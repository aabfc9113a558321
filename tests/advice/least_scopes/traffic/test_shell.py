"""The `curl` commands of scripts, and of texts that have commands in them, are calls."""

from collections import Counter

import pytest

from token_conformance.advice.least_scopes.traffic.read import of_bytes
from token_conformance.advice.least_scopes.traffic.shell import curl_commands, has_command

SITE = "https://nobodys.atlassian.net"
MYSELF = "GET /rest/api/3/myself"
CREATE = "POST /rest/api/3/issue"

SCRIPT = """#!/bin/sh
set -eu
BASE="https://$SITE.atlassian.net"
API="$BASE/rest/api/3"
# curl -X DELETE "$API/issue/A-1" is never called
ME=$(curl -s -u "$MAIL:$TOKEN" "$API/myself" | jq -r .accountId)
if ! curl -fsS -X POST -u "$MAIL:$TOKEN" \\
  -H "Content-Type: application/json" \\
  --data @- "$BASE/rest/api/3/issue" <<EOF
{"fields": {"assignee": "$ME"}}
EOF
then
  curl -d '{
  "fields": {}
}' "$API/issue" > /dev/null; exit 1
fi
"""
WORKFLOW = f"""on: push
jobs:
  one:
    steps:
      - run: curl -u "$U:$T" {SITE}/rest/api/3/myself
      - run: |
          echo creates
          curl -u "$U:$T" -X POST {SITE}/rest/api/3/issue
          curl -u "$U:$T" -d @x {SITE}/rest/api/3/issue && echo done
"""
GROOVY = f"""node {{
  stage('x') {{
    sh "curl -s -u $U:$T '{SITE}/rest/api/3/myself'"
    sh 'curl -s -X POST -d @x {SITE}/rest/api/3/issue'
    bat "curl.exe -s -X POST {SITE}/rest/api/3/issue"
  }}
}}
"""


@pytest.mark.parametrize("text", [SCRIPT, WORKFLOW, GROOVY])
def test_the_commands_of_a_script_are_calls(text: str) -> None:
    """With variables, in several lines, within a substitution, and in the steps of a CI."""
    traffic = of_bytes(text.encode(), "FILE")
    found = Counter(call.name for call in traffic.calls for _ in range(call.count))
    assert {MYSELF: 1, CREATE: 2} == found
    assert {} == traffic.ignored


@pytest.mark.parametrize(
    "line", ["# curl https://x", "see curl and wget", "curling", "x" * 3_000 + "; curl y", "nocurl x"]
)
def test_what_is_no_command_is_left_out(line: str) -> None:
    """A comment, a word of a sentence or of a name, and a line that is too long."""
    assert not has_command(line)


def test_a_command_that_cannot_be_read_is_counted_if_it_has_a_path() -> None:
    """What has no URL calls nothing that is known."""
    lines = [f"curl -X FETCH {SITE}/rest/api/3/myself", "curl --version", "curl 'never closed /rest/x"]
    assert [None, None] == list(curl_commands(lines))


def test_an_example_in_the_documentation_of_a_program_is_no_call() -> None:
    """A program sends what it gives to a shell."""
    program = (
        f'"""Creates:\n\n    curl -X POST {SITE}/rest/api/3/issue\n"""\nclient.get("{SITE}/rest/api/3/myself")\n'
        f"/**\n * `curl -X POST {SITE}/rest/api/3/issue`\n */\n"
    )
    shell = f'run("curl -X POST {SITE}/rest/api/3/issue")\nexec(`curl -d @x {SITE}/rest/api/3/issue`)\n'
    assert {MYSELF: 1} == {call.name: call.count for call in of_bytes(program.encode(), "FILE").calls}
    assert {MYSELF: 1, CREATE: 2} == {
        call.name: call.count for call in of_bytes((program + shell).encode(), "FILE").calls
    }


def test_a_program_is_no_list_of_calls() -> None:
    """Where other statements are among its calls, and no line is a method with a path."""
    text = f"import client\nclient.get('{SITE}/rest/api/3/myself')\nclient.post('{SITE}/rest/api/3/issue')\n"
    assert {MYSELF, CREATE} == {call.name for call in of_bytes(text.encode(), "FILE").calls}
