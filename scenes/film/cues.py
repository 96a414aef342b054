"""What a film tells, sentence by sentence, from which moment on.

Each act says when it tells which of its words: what comes out not before it
is there to be seen. All captions come from here: the subcaptions that Manim
writes, the files of a published film, and those of its page.

A sentence stands until the next one is told, at least as long as it takes to
read. Where there is no time for that before its step ends, it stands a little
into the next one; and where that is too little, whole sentences are left out:
first what was said before, then what is in the way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from scenes.acts.film_step import FilmStep
from scenes.film.film import Film
from scenes.film.narration import Sentence
from scenes.film.shot import Shot
from scenes.stage.typeface import printable
from scenes.words.caption_lines import pieces, reading_seconds, width
from scenes.words.languages import ALL
from scenes.words.sentences import sentences_of

LATE = 2.5  # seconds that a sentence may stand into the next step
_ROUNDED, _DIGITS = 6, 3  # digits of seconds: more are rounding; more are not told

Told = list[tuple[float, str]]  # (second of the film, sentence), in order


@dataclass(frozen=True)
class Cue:
    """Words on the screen for some time.

    Attributes:
        start, end: in milliseconds of the film.
        lines: one or two.
    """

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Sentences that are told from one second of the film on.

    Attributes:
        start: that second.
        sentences: one after the other, each in one line.
        shown: the second at which what they say is there to be seen: the
            start, or before it, where others were to be read first.
    """

    start: float
    sentences: list[str]
    shown: float


def cues(film: Film, language: str) -> list[Cue]:
    """The Cues of a Film that is told in a language, in order."""
    return [cue for step in cues_of_steps(film, language) for cue in step]


def cues_of_shots(film: Film, shots: Sequence[Shot]) -> list[Cue]:
    """The Cues, in a Film's own language, of some of its shots, at least one, which
    follow on each other; their times are from where the first of them begins."""
    begin, end = (
        round(1000 * second)
        for second in (shots[0].start, shots[-1].start + shots[-1].seconds)
    )
    told = []
    for cue in cues(film, film.language):
        start, until = max(cue.start, begin), min(cue.end, end)
        if start < until:
            told.append(replace(cue, start=start - begin, end=until - begin))
    return told


def cues_of_steps(film: Film, language: str) -> list[list[Cue]]:
    """The Cues of each step of a Film that is told in a language."""
    return [
        [cue for sentence in sentences for cue in _spread(sentence, language)]
        for sentences in script(film, language)
    ]


def script(film: Film, language: str) -> list[list[Sentence]]:
    """What each step of a Film that is told in a language says, and when."""
    spoken = film.narration and film.narration.said(language)
    if spoken:
        return [list(sentences) for sentences in spoken]
    steps = list(blocks_of_steps(film, language))
    starts = [block.start for _, blocks in steps for block in blocks]
    found: list[list[Sentence]] = []
    for step, (end, blocks) in zip(film.steps, steps, strict=True):
        found.append([])
        for block in blocks:
            starts.pop(0)
            until = min(end + LATE, starts[0]) if starts else end
            found[-1] += _sentences(block, until, language)
        found[-1] = [
            replace(one, name=f"{step.slug}.{number}")
            for number, one in enumerate(found[-1], 1)
        ]
    return found


def blocks_of_steps(film: Film, language: str) -> Iterator[tuple[float, list[Block]]]:
    """(the second at which it ends, what is told) of each step."""
    said: set[str] = set()
    free = 0.0  # from when on nothing of the steps before is read
    spans = [_span(film, index) for index in range(len(film.steps))]
    for index, (start, end) in enumerate(spans):
        late = min(LATE, (spans[index + 1][1] - end) / 2) if spans[index + 1 :] else 0
        blocks = _readable(_told(film, index), free, (end, end + late), said, language)
        begin, until = max(start, free), blocks[0].start if blocks else end
        title = _titled(film.steps[index], until - begin, language)
        blocks = [*(Block(begin, [one], start) for one in title), *blocks]
        for block in blocks:
            said.update(block.sentences)
            free = block.start + reading_seconds(block.sentences, language)
        yield end, blocks


def _span(film: Film, index: int) -> tuple[float, float]:
    """The seconds of the film at which a step begins and ends."""
    shots = film.shots_of(index)
    return shots[0].start, round(shots[-1].start + shots[-1].seconds, _DIGITS)


def _told(film: Film, index: int) -> Told:
    """The sentences of a step, each from the second at which it is told."""
    return [
        (round(shot.start + shot.second_of(moment), 3), sentence)
        for shot, act in zip(film.shots_of(index), film.steps[index].acts, strict=True)
        for moment, words in act.telling
        for sentence in sentences_of(" ".join(printable(words).split()))
    ]


def _readable(
    told: Told, free: float, ends: tuple[float, float], said: set[str], language: str
) -> list[Block]:
    """Blocks of the sentences that can be read.

    Args:
        free: second from which on nothing else is read.
        ends: of the step, and of the time in which they may be read.
    """
    end, latest = ends
    if _hindering(told, free, (end, end), language) is not None:
        told = [one for one in told if one[1] not in said] or told
    while (index := _hindering(told, free, (end, latest), language)) is not None:
        moment, sentence = told[index]
        short = sentence.partition(ALL[language].colon)[2]
        cut = [(moment, short)] if short and index == len(told) - 1 else []
        told = [*told[:index], *cut, *told[index + 1 :]]
    return _blocks(told, free, language)


def _blocks(told: Told, free: float, language: str) -> list[Block]:
    """Sentences told at one moment, after those before have been read."""
    blocks: list[Block] = []
    for moment, group in groupby(told, itemgetter(0)):
        block = Block(max(moment, free), [one for _, one in group], moment)
        free = block.start + reading_seconds(block.sentences, language)
        blocks.append(block)
    return blocks


def _hindering(
    told: Told, free: float, ends: tuple[float, float], language: str
) -> int | None:
    """The index of the sentence to leave out, so that the last begins in its
    step and is read in time; None: it does, and is.

    It is the first of those that follow on each other without a break.
    """
    blocks = _blocks(told, free, language)
    if not blocks:
        return None
    last = blocks[-1]
    read = last.start + reading_seconds(last.sentences, language)
    if last.start < ends[0] and round(read - ends[1], _ROUNDED) <= 0:
        return None
    index = len(told)
    for block in reversed(blocks):
        index -= len(block.sentences)
        if round(block.start - told[index][0], _ROUNDED) <= 0:
            break
    return index


def _titled(step: FilmStep, seconds: float, language: str) -> list[str]:
    """A step's title, or its name, if so many seconds are enough for one."""
    for words in map(printable, (step.acts[0].title, step.name)):
        over = reading_seconds([words], language) - seconds
        if words and round(over, _ROUNDED) <= 0:
            return [words]
    return []


def _sentences(block: Block, until: float, language: str) -> Iterator[Sentence]:
    """Those of a block, each as long as its share of the words."""
    weights = [
        sum(_weight(lines, language) for lines in pieces(one, language))
        for one in block.sentences
    ]
    spans = _shares(weights, (1000 * block.start, 1000 * until))
    for text, (start, end) in zip(block.sentences, spans, strict=True):
        yield Sentence(start, end, text)


def _spread(sentence: Sentence, language: str) -> Iterator[Cue]:
    """Cues that fill the time of a sentence in the same way; of one that is
    spoken the time that this takes, and the last stands until its end."""
    parts = pieces(sentence.text, language)
    weights = [_weight(lines, language) for lines in parts]
    read = sentence.start + sentence.spoken if sentence.spoken else sentence.end
    spans = list(_shares(weights, (sentence.start, read)))
    spans[-1] = spans[-1][0], sentence.end
    for lines, (start, end) in zip(parts, spans, strict=True):
        yield Cue(start, end, lines)


def _weight(lines: tuple[str, ...], language: str) -> float:
    return sum(width(line, language) for line in lines)


def _shares(
    weights: list[float], span: tuple[float, float]
) -> Iterator[tuple[int, int]]:
    """A span of milliseconds, parted in proportion to some weights."""
    start, end = span
    ends = [0.0, *accumulate(weights)]
    for pair in pairwise(ends):
        first, last = (round(start + (end - start) * one / ends[-1]) for one in pair)
        yield first, last
