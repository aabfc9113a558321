"""An integration under certification: its file, its installation, and the checks of both."""
