"""How each kind of operation moves."""
