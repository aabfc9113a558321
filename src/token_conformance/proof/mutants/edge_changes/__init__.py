"""The mutants of the edge: changes of a request on its way in, or of an answer on its way out."""
