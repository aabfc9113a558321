"""What a certificate is refused for: a file a kind of fault, each fault with a sentence of its own."""
