"""What a token with scopes can do at the gateway, found without side effects."""
