"""Gather a trace in memory while its call is being recorded."""

from numpy import frombuffer

from network.trace import Trace


class MemoryArrays(dict):
    """Arrays by digest, each once."""

    def keep(self, digest, dtype, shape, data):
        """Keep an array's cells, as `cell_bytes` gives them, under the digest
        of the whole: from now on a read-only array."""
        if digest not in self:
            self[digest] = frombuffer(data, dtype).reshape(shape)


class MemorySink:
    """What a recording gives its steps to; `end` makes the Trace of them."""

    def __init__(self):
        self.arrays = MemoryArrays()
        self._begun = {}
        self._steps = []
        self._functions = {}
        self._sources = {}

    def begin(self, call, about, inputs, attributes, recorded_with, axes):
        """Take what is known before the call."""
        self._begun = {
            "call": call,
            "about": about,
            "inputs": inputs,
            "attributes": attributes,
            "recorded_with": recorded_with,
            "axes": axes,
        }

    def function(self, record, source):
        """Take a watched function that begins, and its file's text."""
        self._functions[record.name] = record
        self._sources[record.file] = source

    def unfinished(self, step):
        """Take the outline of a step that is open while others end."""

    def step(self, step):
        """Take a finished step."""
        self._steps.append(step)

    def end(self, results, error):
        """Return the Trace of everything taken."""
        steps = sorted(self._steps, key=lambda step: step.number)
        return Trace(
            **{"call": "", **self._begun},
            steps=tuple(steps),
            results=results,
            error=error,
            functions=self._functions,
            sources=self._sources,
        )

    def close(self):
        """Let go of everything that was opened."""
