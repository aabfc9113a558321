"""Who tests the tests: small named changes of the edge and of the client, each of which must move just what it says.

A mutant is a switch in `switches.py` and a declaration in `mutants.toml`, written from understanding and not from
running it: which cells it moves, and to what. It is *killed* when the cells of a run with it that differ from those of
a run without it are the declared ones, each as declared. One that moves a cell more or a cell less has shown that
somebody has not understood the suite, or the edge, or the mutant.

Nothing of the edge or of the suites knows this package.
"""
