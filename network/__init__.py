"""Plain NumPy network code, and the recorder that keeps what it did."""
