"""Small networks of other kinds, each a script: record one, and film it."""
