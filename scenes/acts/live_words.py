"""Which sentences stand beside the turns of an act, and from when on.

A sentence stands as long as it takes to read it: quick turns, which nobody
could read of, have one calm sentence for them all.
"""

from scenes.words.caption_lines import reading_seconds
from scenes.words.naming import spoken
from scenes.words.phrases import one_after_the_other

SLACK = 0.1  # seconds that a sentence may stand less than it takes to read
FORMULA = 0.8  # of that time: a formula is looked at rather than read


def is_read_in(seconds, words, *, is_formula=False):
    """Whether words that stand for so long can be read, in the language spoken.

    Args:
        is_formula: whether most of them are numbers and signs.
    """
    share = FORMULA if is_formula else 1.0
    return seconds + SLACK >= share * reading(words)


def reading(words):
    """The seconds in which words are read, in the language spoken."""
    return reading_seconds([words], spoken()) if words else 0.0


def told_of_turns(turns, sentences, *, until, haste=1.0):
    """((second of the act, words from then on), ...), in order.

    The sentence of a turn is told if the turn is long enough; of turns that
    are all too short, the longest one's. When its turn is over, and it is read,
    comes a sentence about all the others.

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
    others = one_after_the_other(len(sentences) - len(told))
    after = max(
        starts[last] + lengths[last], starts[last] + reading(sentences[last]) / haste
    )
    is_last = last == len(sentences) - 1
    return (
        *((starts[index], sentences[index]) for index in told),
        *([(after, others)] if not is_last and fits(others, until - after) else []),
    )


def said_at(told, time):
    """The words of what is told, ((second, words), ...), at a second."""
    return next((words for start, words in reversed(told) if time >= start), "")
