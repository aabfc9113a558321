"""A program as its author would write it for the site form alone: nothing in it knows of the gateway."""
