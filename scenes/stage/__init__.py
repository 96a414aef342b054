"""What stands on the screen: Manim mobjects that draw arrays and words."""
