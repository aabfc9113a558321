"""`token-conformance can-i-use`: whether a call works with a token at a URL form, how one knows, and what else does."""
