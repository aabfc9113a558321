"""Small named mistakes of the edge, the client and the cassettes; each must change exactly the cells it declares."""
