"""The products of the edge: their answers to the requests that the site or the gateway accepted."""
