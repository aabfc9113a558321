"""The matrix as a table for somebody's documentation, in the markup that the documentation is written in."""
