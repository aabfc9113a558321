"""The import of Atlassian's OpenAPI documents: from the documents to the tables of the catalogue."""
