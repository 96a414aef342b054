"""The commands of python -m network."""
