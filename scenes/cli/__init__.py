"""The command line of everything: matreel."""
