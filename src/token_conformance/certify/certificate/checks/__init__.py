"""What a certificate is refused for: each kind of problem has a sentence of its own."""
