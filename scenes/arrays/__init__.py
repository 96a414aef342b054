"""What arrays look like: laid out, written, and what stands out in them."""
