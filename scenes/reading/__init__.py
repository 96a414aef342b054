"""What a trace means; knows no screen and no words."""
