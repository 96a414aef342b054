"""Which words of a step are in its captions, in which lines, and when."""

from dataclasses import FrozenInstanceError
from types import SimpleNamespace

import pytest

from scenes.film.cues import Cue, cues
from scenes.publish import subtitles


def film_of(*steps, start=0.0):
    """A film of (caption, seconds, title, name) steps.

    A caption is a text, told from the first moment on, or a list of acts,
    each a list of (second of it, words).
    """
    told, shots = [], []
    for caption, seconds, title, name in steps:
        parts = seconds if isinstance(seconds, tuple) else (seconds,)
        acts = [[(0.0, caption)]] if isinstance(caption, str) else list(caption)
        acts += [[]] * (len(parts) - len(acts))
        told.append(
            SimpleNamespace(
                acts=[SimpleNamespace(title=title, telling=one) for one in acts],
                name=name,
                slug=name.lower(),
            )
        )
        shots.append([])
        for part in parts:
            shots[-1].append(
                SimpleNamespace(
                    start=start, seconds=part, second_of=lambda second: second
                )
            )
            start += part
    return SimpleNamespace(
        steps=told, shots_of=lambda index: shots[index], narration=None
    )


def step(caption, seconds, title="A title of the act", name="A name"):
    return caption, seconds, title, name


def said(*steps, language="en"):
    """The words of each cue."""
    return [" ".join(cue.lines) for cue in cues(film_of(*steps), language)]


@pytest.mark.parametrize(
    "steps, start, times",
    [
        ([step("One two.", 2.0)], 0.0, [(0, 2000)]),
        ([step("One two.", (2.0, 1.5))], 0.5, [(500, 4000)]),
        # Each sentence as long as its share of the letters.
        ([step("Aaaa. Bb.", 8.0)], 1.0, [(1000, 6000), (6000, 9000)]),
        (
            [step("Aaaa. Bb. Cccccc. D.", 8.5), step("Ee.", 1.0)],
            0.0,
            [(0, 2500), (2500, 4000), (4000, 7500), (7500, 8500), (8500, 9500)],
        ),
    ],
)
def test_cues_fill_their_step(steps, start, times):
    found = cues(film_of(*steps, start=start), "en")
    assert [(cue.start, cue.end) for cue in found] == times


# Each case: what is told, seconds of the acts, and what stands when.
TOLD = {
    "an outcome when it is there": (
        [[(0.0, "What it is."), (5.0, "It is 3.")]],
        8.0,
        [(0, 5000, "What it is."), (5000, 8000, "It is 3.")],
    ),
    "each act's own": (
        [[(0.0, "A lead."), (2.0, "It is 3.")], [(0.0, "Two."), (1.0, "It is 4.")]],
        (3.0, 2.0),
        [
            (0, 2000, "A lead."),
            (2000, 3000, "It is 3."),
            (3000, 4000, "Two."),
            (4000, 5000, "It is 4."),
        ],
    ),
    "later while the one before is read": (
        [[(0.0, "Here are thirty-four letters, yes."), (0.5, "It is 3.")]],
        5.0,
        [(0, 2000, "Here are thirty-four letters, yes."), (2000, 5000, "It is 3.")],
    ),
    "never sooner, where there is no time for it": (
        [[(0.0, "A lead."), (4.8, "It is thirty-three.")]],
        5.0,
        [(0, 5000, "A lead.")],
    ),
    "what is in its way is left out": (
        [[(0.0, "Here are thirty-four letters, yes."), (0.5, "It is 3.")]],
        1.4,
        [(0, 500, "A name"), (500, 1400, "It is 3.")],
    ),
    "what is not in its way is kept": (
        [
            [(0.0, "A lead."), (2.0, "Here are thirty-four letters, yes.")],
            [(1.0, "It is 4.")],
        ],
        (2.5, 1.6),
        [(0, 3500, "A lead."), (3500, 4100, "It is 4.")],
    ),
    "the title till something is told": (
        [[(3.0, "It is 3.")]],
        5.0,
        [(0, 3000, "A title of the act"), (3000, 5000, "It is 3.")],
    ),
    "the name where a title is too long": (
        [[(0.5, "It is 3.")]],
        5.0,
        [(0, 500, "A name"), (500, 5000, "It is 3.")],
    ),
    "nothing where a name is too long": (
        [[(0.2, "It is 3.")]],
        5.0,
        [(200, 5000, "It is 3.")],
    ),
    "an outcome without its title": (
        [[(3.0, "The largest of all the sums of this layer: it is 3.")]],
        4.0,
        [(0, 3000, "A title of the act"), (3000, 4000, "it is 3.")],
    ),
}


@pytest.mark.parametrize("kind", TOLD)
def test_each_sentence_from_the_moment_it_is_told(kind):
    acts, seconds, expected = TOLD[kind]
    found = cues(film_of(step(acts, seconds)), "en")
    assert [(cue.start, cue.end, " ".join(cue.lines)) for cue in found] == expected


@pytest.mark.parametrize(
    "caption, seconds, words",
    [
        # 17 letters a second, the space between two sentences among them.
        ("Seventeen letter.", 1.0, ["Seventeen letter."]),
        ("Seventeen letters.", 1.0, ["A name"]),
        ("Eight at. Sevenn.", 1.0, ["Eight at.", "Sevenn."]),
        ("Eight at. Sevenns.", 1.0, ["Sevenns."]),
        # The first are left out, as many as there is no time for.
        ("One. Two. Three. Four.", 1.0, ["Two.", "Three.", "Four."]),
        ("One. Two. Three. Four.", 0.5, ["Four."]),
        ("Short. One that is far too long to be read.", 1.0, ["A name"]),
        # Of a single one its title, then the act's title, then the name.
        ("Far too long a title: it is 3.", 0.5, ["it is 3."]),
        ("Far too long a title: it is 30.", 0.5, ["A name"]),
        ("Far too long a title: it is longer than that.", 1.1, ["A title of the act"]),
        ("It is far too long: and: this.", 0.6, ["and: this."]),
        ("It is far too long for anything.", 0.4, ["A name"]),
        ("It is far too long for anything.", 0.3, []),
        ("Blanks \n  between  words.", 2.0, ["Blanks between words."]),
    ],
)
def test_what_can_be_read_in_english(caption, seconds, words):
    assert said(step(caption, seconds)) == words


@pytest.mark.parametrize(
    "caption, seconds, words",
    [
        # 9 characters a second; Latin letters, digits and spaces count half.
        ("一二三四五六七八。", 1.0, ["一二三四五六七八。"]),
        ("一二三四五六七八九。", 1.0, ["名"]),
        ("一二三。四五六。", 1.0, ["一二三。", "四五六。"]),
        ("一二三四。四五六。", 1.0, ["四五六。"]),
        ("一二三四五 1.25 六。", 1.0, ["名"]),
        ("一二三四 1.25 六。", 1.0, ["一二三四 1.25 六。"]),
        ("一二三四五六：七八。", 0.5, ["七八。"]),
        ("一二三四五六: 七八。", 0.5, ["名"]),
    ],
)
def test_what_can_be_read_in_chinese(caption, seconds, words):
    assert said(
        step(caption, seconds, "一二三四五六七八九十", "名"), language="zh"
    ) == (words)


def test_an_english_colon_ends_a_title_in_english_only():
    assert said(step("Far too long a title：it is 3.", 0.5)) == ["A name"]


def test_what_cannot_be_printed_is_blank():
    long = "It is far too long for anything."
    assert said(step(long, 0.6, "A\ttitle")) == ["A title"]
    assert said(step(long, 0.3, name="A\x1bn")) == ["A n"]


@pytest.mark.parametrize(
    "second, seconds, words",
    [
        ("Told before. It is new.", 9.0, ["Told before.", "It is new."]),
        ("Told before. It is new.", 1.0, ["It is new."]),
        ("It is new. Told before.", 1.0, ["It is new."]),
        # All has been told, and it is told again from the end.
        ("Told before. Told too.", 1.0, ["Told too."]),
    ],
)
def test_what_was_said_before_is_left_out_first(second, seconds, words):
    first = step("Told before. Told too.", 9.0)
    assert said(first, step(second, seconds)) == ["Told before.", "Told too.", *words]


def lines_of(sentence, language="en"):
    return [cue.lines for cue in cues(film_of(step(sentence, 99.0)), language)]


@pytest.mark.parametrize(
    "sentence, lines",
    [
        ("Just so many letters as make a whole line.", 1),
        ("Just so many letters as make a whole line!!", 2),
    ],
)
def test_a_line_is_of_42_letters(sentence, lines):
    (found,) = lines_of(sentence)
    assert len(found) == lines and " ".join(found) == sentence


@pytest.mark.parametrize(
    "words, counts",
    [
        (8, [(8,)]),
        (9, [(5, 4)]),
        (12, [(6, 6)]),
        (16, [(8, 8)]),
        (17, [(6, 6), (5,)]),
        (24, [(8, 8), (8,)]),
        (25, [(7, 7), (7, 4)]),
        (33, [(7, 7), (7, 7), (5,)]),
    ],
)
def test_lines_are_alike_in_length(words, counts):
    found = lines_of("word " * (words - 1) + "end.")
    assert [tuple(len(line.split()) for line in lines) for lines in found] == counts


@pytest.mark.parametrize(
    "sentence, lines",
    [
        # Two lines are parted at a mark where there is one, best in the middle.
        (
            "一二三四五六七八九，一二三四五六七八九十一二。",
            ("一二三四五六七八九，", "一二三四五六七八九十一二。"),
        ),
        (
            "一二，三四五六七八九，一二三四五：六七八九十一。",
            ("一二，三四五六七八九，", "一二三四五：六七八九十一。"),
        ),
        (
            "一二三四五六七八九；一二三四五六七八九十一二。",
            ("一二三四五六七八九；", "一二三四五六七八九十一二。"),
        ),
        # The shorter has a quarter of the letters at least.
        (
            "一二三四五，一二三四五六七八九十一二三四五六七。",
            ("一二三四五，", "一二三四五六七八九十一二三四五六七。"),
        ),
        (
            "一二三四，一二三四五六七八九十一二三四五六七八。",
            ("一二三四，一二三四五六七", "八九十一二三四五六七八。"),
        ),
        # Neither is longer than a line.
        (
            "一二三四五六，一二三四五六七八九十一二三四五六七八九。",
            ("一二三四五六，", "一二三四五六七八九十一二三四五六七八九。"),
        ),
        (
            "一二三四五六，一二三四五六七八九十一二三四五六七八九十。",
            ("一二三四五六，一二三四五六七", "八九十一二三四五六七八九十。"),
        ),
        # A comma within a number, or of another language, is no place to part.
        (
            "一二三四五六七八九,一二三四五六七八九十一二三。",
            ("一二三四五六七八九,一二", "三四五六七八九十一二三。"),
        ),
    ],
)
def test_chinese_lines_end_at_a_mark(sentence, lines):
    assert lines_of(sentence, "zh") == [lines]


@pytest.mark.parametrize(
    "sentence, lines",
    [
        # Latin words stay whole, with the blanks beside them.
        ("共 784 个像素。", [("共 784 个像素。",)]),
        (
            "一二三四五六七八九十一二三四五六七八 1.25 九。",
            [("一二三四五六七八九十一二", "三四五六七八 1.25 九。")],
        ),
        # Marks stay with what they belong to.
        (
            "一二三四五六七八九十（一二三四五六七八九十）。",
            [("一二三四五六七八九十（一", "二三四五六七八九十）。")],
        ),
    ],
)
def test_chinese_words_are_not_broken(sentence, lines):
    assert lines_of(sentence, "zh") == lines


@pytest.mark.parametrize(
    "start, text",
    [
        (0.0, "00:00:00{}000 --> 00:00:02{}500"),
        (59.5, "00:00:59{}500 --> 00:01:02{}000"),
        (3725.25, "01:02:05{}250 --> 01:02:07{}750"),
        (3599.999, "00:59:59{}999 --> 01:00:02{}499"),
    ],
)
def test_times_are_written(start, text):
    film = film_of(step("One two.", 2.5), start=start)
    assert subtitles.vtt(film, "en") == (
        f"WEBVTT\n\n{text.format('.', '.')}\nOne two.\n"
    )
    assert subtitles.srt(film, "en") == f"1\n{text.format(',', ',')}\nOne two.\n"


def test_cues_are_blocks_of_a_file():
    film = film_of(step("word " * 11 + "end. Two.", 8.0))
    first, second = "word word word word word word", "word word word word word end."
    found = cues(film, "en")
    assert found == [
        Cue(0, found[0].end, (first, second)),
        Cue(found[0].end, 8000, ("Two.",)),
    ]
    assert found[0].end == round(8000 * 58 / 62)
    blocks = subtitles.srt(film, "en").split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == ["1", "2"]
    assert blocks[0].splitlines()[2:] == [first, second]
    assert subtitles.vtt(film, "en").split("\n\n")[1].splitlines()[1:] == [
        first,
        second,
    ]


@pytest.mark.parametrize(
    "words, of_vtt, of_srt",
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d", "a < b & c > d"),
        (
            "a <b>c</b> <!x> <?y>",
            "a &lt;b&gt;c&lt;/b&gt; &lt;!x&gt; &lt;?y&gt;",
            "a < b>c< /b> < !x> < ?y>",
        ),
        ("a <3 <= {\\an8}", "a &lt;3 &lt;= {\\an8}", "a < 3 <= { \\an8}"),
        ("a --> b", "a --&gt; b", "a → b"),
    ],
)
def test_marks_of_a_format_are_words(words, of_vtt, of_srt):
    film = film_of(step(words, 9.0))
    assert subtitles.vtt(film, "en").splitlines()[-1] == of_vtt
    assert subtitles.srt(film, "en").splitlines()[-1] == of_srt


def test_a_cue_is_not_changed():
    with pytest.raises(FrozenInstanceError):
        Cue(0, 1, ("One.",)).start = 1


@pytest.mark.parametrize(
    "after, told",
    [
        ([], []),  # the film is over
        ([step("", 0.2, title="", name="")], []),
        ([step("", 3.0, title="", name="")], ["Nine words, nine words, nine words."]),
        (
            [step("", 3.0, title="", name="")] * 2,
            ["Nine words, nine words, nine words."],
        ),
    ],
)
def test_a_sentence_may_be_read_to_its_end_in_the_next_step(after, told):
    long = step("Nine words, nine words, nine words.", 1.7, title="", name="")
    assert said(long, *after) == told
