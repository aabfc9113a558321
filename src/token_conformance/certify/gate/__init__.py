"""The gate in a product's CI: the results of a run against those that its author expects, or against another run."""
