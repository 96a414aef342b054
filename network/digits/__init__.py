"""Images of digits, and the files of weights that read them."""
