"""What is reported of public clients: `reports/integrations.json`, and what is drawn from it."""
