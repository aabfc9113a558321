"""A program as its author would write it for the site form alone: it does not know the gateway."""
