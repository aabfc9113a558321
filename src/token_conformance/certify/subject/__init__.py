"""A subject, which is an integration under certification: its file, the checks of the file, and its installation."""
