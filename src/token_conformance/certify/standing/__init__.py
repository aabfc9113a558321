"""The results of public clients: the document `reports/integrations.json`, and the reports that are made from it."""
