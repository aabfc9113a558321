"""Reports, made from results alone: the matrix in the terminal, the committed files and the table in the README."""
