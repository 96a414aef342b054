"""Where the code of a history learns an image: a call in the function shown."""

from dataclasses import replace

import pytest

from scenes.film.learning_call import learning_call
from tests.training_frames import made

OTHER = "def train(network, images):\n    network.learn(images[0])\n\n\n"
LOOP = "def epoch(network, images):\n    for one in images:\n        {call}\n"
CALL = "network.learn(one)"


@pytest.mark.parametrize(
    "text, first_line, last_line, expected",
    [
        (LOOP.format(call=CALL), 1, 3, (3, 8, 3, 8 + len(CALL))),
        # That of the function shown, not what stands before or behind it.
        (OTHER + LOOP.format(call=CALL), 5, 7, (7, 8, 7, 8 + len(CALL))),
        (OTHER + LOOP.format(call=CALL), 1, 2, (2, 4, 2, 28)),
        (OTHER + LOOP.format(call="pass"), 5, 7, None),
        (LOOP.format(call=CALL) + "\n" + OTHER, 5, 6, (6, 4, 6, 28)),
        # On its first line and its last.
        ("f = lambda network, one: network.learn(one)\n", 1, 1, (1, 25, 1, 43)),
        (LOOP.format(call="network.learn(\n            one)"), 1, 4, (3, 8, 4, 16)),
        (LOOP.format(call="network.detect(one)"), 1, 3, None),
        (LOOP.format(call="learn(one)"), 1, 3, None),
        (LOOP.format(call="network.learn"), 1, 3, None),
        ("def epoch(:\n", 1, 1, None),
        ("\0", 1, 1, None),
    ],
)
def test_where_it_learns(text, first_line, last_line, expected):
    history = made()
    about = replace(
        history.about, text=text, first_line=first_line, last_line=last_line
    )
    span = learning_call(replace(history, about=about))
    if expected is None:
        assert span is None
    else:
        line, column, end_line, end_column = expected
        assert (span.file, span.line, span.column) == (about.file, line, column)
        assert (span.end_line, span.end_column) == (end_line, end_column)
