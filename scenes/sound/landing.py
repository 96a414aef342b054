"""The soft sound that marks what comes out."""

import numpy as np

from scenes.sound.samples import RATE

_SECONDS, _PITCH = 0.18, 660.0  # Hz
_LOUD = 0.06  # of the loudest that can be: well under a voice
_RISE, _FALL = 0.004, 0.05  # seconds


def landing() -> np.ndarray:
    """Its samples, int16, RATE a second."""
    time = np.arange(round(_SECONDS * RATE)) / RATE
    rise = np.minimum(time / _RISE, 1)
    fall = np.exp(-time / _FALL) * np.linspace(1, 0, len(time))
    wave = np.sin(2 * np.pi * _PITCH * time) + 0.4 * np.sin(4 * np.pi * _PITCH * time)
    return np.round(32767 * _LOUD * rise * fall * wave).astype(np.int16)
