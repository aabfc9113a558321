"""The jail: a network and trust stores of its own for a product, in which only the edge can be reached."""
