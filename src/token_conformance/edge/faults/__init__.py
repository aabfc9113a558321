"""Faults: named ways in which a network, a proxy or an overloaded server goes wrong."""
