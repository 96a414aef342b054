"""The commands of python -m scenes; knows everything, nothing knows it."""
