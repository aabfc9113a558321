"""Calls one tool of an MCP server and shows its answer, as an MCP client does.

`call_tool.py SERVER TOOL ARGUMENTS`, with the server's program, and the arguments as JSON. The server speaks JSON-RPC,
a message a line, over its standard input and output; what it logs goes to standard error.
"""

import json
import re
import subprocess
import sys
from base64 import b64decode
from typing import IO, Any

_HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "token-conformance", "version": "1"},
}


def tell(server: IO[str], method: str, parameters: dict[str, Any], message_id: int | None = None) -> None:
    """Send a request or, without an id, a notification."""
    message = {"jsonrpc": "2.0", "method": method, "params": parameters}
    server.write(json.dumps(message if message_id is None else {**message, "id": message_id}) + "\n")
    server.flush()


def hear(server: IO[str], message_id: int) -> dict[str, Any]:
    """Wait for the response to a request. Raises RuntimeError where the server ends before it."""
    for line in server:
        message: dict[str, Any] = json.loads(line)
        if message.get("id") == message_id:
            return message
    raise RuntimeError("The server ended without a response.")


def call(program: str, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Start the server, call the tool and end the server."""
    pipe = subprocess.PIPE
    with subprocess.Popen([program], stdin=pipe, stdout=pipe, text=True) as server:  # noqa: S603  # the product
        assert server.stdin
        assert server.stdout
        tell(server.stdin, "initialize", _HELLO, 1)
        hear(server.stdout, 1)
        tell(server.stdin, "notifications/initialized", {})
        tell(server.stdin, "tools/call", {"name": tool, "arguments": arguments}, 2)
        response = hear(server.stdout, 2)
        server.terminate()
    return response


def shown(text: str) -> str:
    """A text of a result as it is, or the file that it holds as base64, as a client hands it to its user."""
    found = re.search(r'"encoding": "base64",\s+"content": "([^"]*)"', text)
    return b64decode(found[1]).decode() if found else text


def main(program: str, tool: str, arguments: str) -> None:
    """Print what the client gets: the texts of a result, or an error."""
    response = call(program, tool, json.loads(arguments))
    result = response.get("result", {})
    for content in result.get("content", []):
        print(shown(content["text"]))
    if "error" in response or result.get("isError"):
        sys.exit(response.get("error", {}).get("message", "The tool reports an error."))


main(*sys.argv[1:])
