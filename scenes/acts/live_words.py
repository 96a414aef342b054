"""Which sentences stand beside the turns of an act, and from when on.

A sentence stands as long as it takes to read it: quick turns, which nobody
could read of, have one calm sentence for them all.
"""

from scenes.acts.schedule import reading
from scenes.words.phrases import and_so_for_all

ENOUGH = 0.8  # of the time to read a sentence: so long it stands at least


def is_read_in(seconds, words):
    """Whether words that stand for so long can about be read."""
    return seconds >= ENOUGH * reading(words)


def told_of_turns(turns, sentences, *, until, haste=1.0):
    """((second of the act, words from then on), ...), in order.

    The sentence of a turn is told if the turn is long enough; of turns that
    are all too short, the longest one's. It stands through the short turns
    after it, and to the end with a sentence about all the others.

    Args:
        turns: a Schedule.
        sentences: one of each turn, or "".
        until: second at which the act ends.
        haste: the share of its own seconds that the act takes.
    """

    def fits(words, seconds):
        return words and is_read_in(seconds * haste, words)

    starts, lengths = turns.starts.tolist(), turns.lengths.tolist()
    told = [
        index for index, words in enumerate(sentences) if fits(words, lengths[index])
    ]
    if not told and fits(sentences[turns.peak], until - starts[turns.peak]):
        told = [turns.peak]
    if not told:
        return ()
    *_, last = told
    others = and_so_for_all(len(sentences))
    after = max(
        starts[last] + lengths[last], starts[last] + reading(sentences[last]) / haste
    )
    is_last = last == len(sentences) - 1
    return (
        *((starts[index], sentences[index]) for index in told),
        *(
            [(after, f"{sentences[last]}\n{others}")]
            if not is_last and fits(others, until - after)
            else []
        ),
    )


def said_at(told, time):
    """The words of what is told, ((second, words), ...), at a second."""
    return next((words for start, words in reversed(told) if time >= start), "")
