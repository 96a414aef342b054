"""What stands on the screen: Manim mobjects that draw arrays and words."""

# Whatever is imported of this room: parts are for all of Manim's cameras.
from scenes.stage import camera as camera
