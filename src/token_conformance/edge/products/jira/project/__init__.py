"""What a project has: versions, components, roles, statuses and a category."""
