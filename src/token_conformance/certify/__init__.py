"""Certification of an integration: it runs as a black box, and its requests and output are judged by requirements."""
