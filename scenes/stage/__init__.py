"""What stands on the screen: Manim mobjects that draw arrays and words.

Who knows anything of it has cameras that draw it: Manim's own learn to here.
"""

from scenes.stage import camera as camera
