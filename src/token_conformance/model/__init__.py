"""The domain types of the suite: cells, tenants, answers, outcomes, targets and URLs. They do no input or output."""
