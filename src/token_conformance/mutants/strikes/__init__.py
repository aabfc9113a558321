"""The mutants in front of the edge: they change a request on its way in, or an answer on its way out."""
