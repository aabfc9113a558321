"""Calls a tool of this MCP server as `mcp-atlassian/call_tool.py` does, which takes any server."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[1] / "mcp-atlassian" / "call_tool.py"))
