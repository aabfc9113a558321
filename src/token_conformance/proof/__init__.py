"""The proof that the suite is right: mutants that it must detect, and evidence that the edge must reproduce."""
