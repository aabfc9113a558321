"""The running edge: TLS server, CONNECT proxy, certificate authority and request log."""
