"""The products behind the edge: what they answer to requests that were let in."""
