"""The proof that the suite is right: mutants that it must notice, and evidence that the edge must reproduce."""
