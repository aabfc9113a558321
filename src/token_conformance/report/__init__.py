"""Reports, made from results alone: the terminal's matrix, the committed files and the README's table."""
