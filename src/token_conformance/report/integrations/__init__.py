"""Where public clients stand: `reports/integrations.json`, and what is drawn from it."""
