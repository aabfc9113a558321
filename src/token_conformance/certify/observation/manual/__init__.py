"""The manual mode: a person performs the actions of a product step by step, and can stop and continue later."""
