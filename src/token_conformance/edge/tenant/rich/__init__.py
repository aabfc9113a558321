"""A larger tenant, which is always the same: the seeded one with more projects, issues, spaces and pages."""
