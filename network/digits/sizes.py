"""The sizes that digits and the layers around them have throughout."""

SIDE = 28  # pixels of a picture, as wide as it is high
PIXELS = SIDE * SIDE
DIGITS = 10
