"""What a run found, one record per cell: the only source of the reports."""
