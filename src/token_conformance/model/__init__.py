"""The words of the suite as types: cells, tenants, answers, outcomes and targets; no input and no output."""
