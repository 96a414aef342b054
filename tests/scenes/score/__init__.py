"""Tests of scenes.score."""
