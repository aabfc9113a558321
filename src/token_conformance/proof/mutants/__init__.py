"""Small named changes of the edge, the client and the cassettes; each must move exactly the cells it declares."""
