"""Manim scenes that replay a trace."""
