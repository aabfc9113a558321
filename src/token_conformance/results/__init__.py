"""The results of a run, one record per cell: the only source of the reports."""
