"""The running edge: TLS server, CONNECT proxy, request log and observer."""
