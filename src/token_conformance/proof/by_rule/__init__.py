"""The proof over the whole catalogue, by rule: what breaks one rule alone turns exactly the cells of that rule."""
