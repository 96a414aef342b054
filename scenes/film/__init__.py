"""A trace as a film: acts in time, scenes that render them, stills."""
