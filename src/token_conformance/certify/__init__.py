"""Certification of integrations: subjects, scenarios, observations, requirements and certificates."""
