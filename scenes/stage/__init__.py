"""What stands on the screen: Manim mobjects that draw arrays and words.

Where Manim is at work its cameras learn to draw them before anything else: a
scene chooses its camera and its writer before it makes its first part. Who
only makes marks needs no Manim.
"""

import sys

if "manim" in sys.modules:
    from scenes.stage import camera as camera
