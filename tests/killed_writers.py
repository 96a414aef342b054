"""Programs that write traces and are killed as they do."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WRITER = """
import os, signal, sys, time
import numpy as np
from network.digit_network import DigitNetwork
from network.recorder import record

class Training:
    def __init__(self):
        self.network = DigitNetwork(hidden=4)
    def run(self, image, wanted):
        for step in range(100_000):
            self.network.learn(image, wanted)

def write(path):
    record(Training().run, np.linspace(0, 1, 784)[:, None], np.ones((10, 1)),
           path=path)

for path, delay in zip(sys.argv[1::2], map(float, sys.argv[2::2])):
    writer = os.fork()
    if not writer:
        write(path)
    while not os.path.exists(path):
        time.sleep(0.001)
    time.sleep(delay)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}


def killed_writers(tmp_path, delays_secs):
    """Return the files of writers that were killed after some seconds."""
    program = tmp_path / "writer.py"
    program.write_text(WRITER)
    paths = [tmp_path / f"{number}.trace" for number in range(len(delays_secs))]
    arguments = [str(each) for pair in zip(paths, delays_secs) for each in pair]
    subprocess.run(
        [sys.executable, str(program), *arguments], env=ENVIRONMENT, check=True
    )
    return paths
