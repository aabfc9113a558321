"""The matrix as a table for other documentation, in the markup of that documentation."""
