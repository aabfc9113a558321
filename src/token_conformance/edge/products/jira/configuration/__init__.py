"""What people configure of Jira: properties, columns, sharing, schemes, and the settings of the site and of a user."""
