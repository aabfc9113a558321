"""Calls as people write them: the operations and families that they name, and what each credential gets there."""
