"""What only a distributed run needs: the order in which its workers get their cells, and how they send reports."""
