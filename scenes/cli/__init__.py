"""The command lines: scenes and matreel; knows all, nothing knows it."""
