"""`token-conformance compare`: what a live run recorded, beside the committed cassettes, cell by cell."""
