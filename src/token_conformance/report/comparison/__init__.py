"""What differs: between two results, between two recordings of a cell, and between sites."""
