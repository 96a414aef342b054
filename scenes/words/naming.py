"""How things are called in sentences, from the names of the code.

Whatever names a network's code uses are turned into words by rule: its own
names are the words, with underscores as spaces. A layer is what a name begins
with before "_pre_", "_neurons" and the like. Only the names of the project's own
network have words in other languages; those of anybody else's code stay as they are,
but for weights and biases.

Every sentence stands in English and in Chinese, side by side; the screen
shows the English one, captions and pages have both.
"""

import ast
import re
from contextlib import contextmanager
from contextvars import ContextVar

from scenes.arrays.numbers import bar_number_format
from scenes.reading.axis_names import AxisNames
from scenes.reading.layer_names import layer_named
from scenes.words.languages import ALL, CHINESE, ENGLISH, LANGUAGES

# "hidden_neurons", but not "W", "x2" or "dW_out"; a single one is a word only where
# a language has another for it: "image" has, "dhnext" is nobody's.
_WORDS = re.compile("[a-z]{3,}([_ ][a-z]+)+")

_HAN = "\u4e00-\u9fff"
_MEETING = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9\])])(?=[{_HAN}])")
_BETWEEN = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")

_CODE = re.compile(r"[\[\](.'\"]")

_SINGLE = re.compile("(?<![^_])[A-Za-z](?![^_])")

_KINDS = ("weights", "biases")  # words for what they are, whoever's they are

_spoken = ContextVar("spoken", default=ENGLISH)
# Whether it is the project's own network, how many rows are examples, names of axes.
_NO_EXAMPLES: frozenset[int] = frozenset()
_rows = ContextVar("rows", default=(True, _NO_EXAMPLES, AxisNames()))


@contextmanager
def language(name):
    """Speak one of LANGUAGES within; English is spoken elsewhere.

    Raises:
        ValueError: another language.
    """
    if name not in LANGUAGES:
        raise ValueError(f"expected one of {', '.join(LANGUAGES)}, got {name!r}")
    token = _spoken.set(ALL[name])
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """The one of LANGUAGES that is spoken now."""
    return _spoken.get().code


def said(english: str, chinese: str, **fields: object) -> str:
    """A sentence in the language spoken now.

    Args:
        english, chinese: the sentence, or where there are fields a template
            of it, "{count} sheets", as str.format takes it. The English one
            is what a further language knows it by.
        fields: what stands in the braces of either.
    """
    spoken = _spoken.get()
    if spoken is CHINESE:
        template = chinese
    else:
        template = spoken.sentences.get(english, english)
    sentence = template.format(**fields) if fields else template
    return _spaced(sentence) if spoken is CHINESE else sentence


def _spaced(sentence: str) -> str:
    """A Chinese sentence with a space wherever letters or numbers meet its own, and
    with none around a name that is Chinese, too."""
    return _BETWEEN.sub("", _MEETING.sub(" ", sentence))


def in_a_row(*sentences):
    """Sentences one after the other, without those that are empty."""
    return _spoken.get().between.join(filter(None, sentences))


def headed(title, sentence):
    """A sentence after its title."""
    return f"{title}{_spoken.get().colon}{sentence}"


def plain(name):
    """A name of the code in words: "hidden_neurons" -> "hidden neurons"; what is none,
    has keys, or several parts of one letter, stays code: W_in, m["w_1"], d_L_d_w."""
    is_code = _CODE.search(name) or len(_SINGLE.findall(name)) > 1
    words = name if is_code else name.replace("_", " ").strip()
    if is_our_own() or name in _KINDS:
        return _own(words)
    return words if is_word(name) and _spoken.get() is ENGLISH else name


def is_our_own() -> bool:
    """Whether what is told is the project's own network."""
    return _rows.get()[0]


def _own(words: str) -> str:
    """Words of our own, or of the names of our own network."""
    return _spoken.get().names.get(words, words)


def layer_in(name: str) -> str:
    """The layer that a name speaks of, or ""; an error or a delta of other code may
    be of anything."""
    if not is_our_own() and name.endswith(("_error", "_delta")):
        return ""
    return layer_named(name)


def layer_words(layer: str) -> str:
    """The name of a layer at the start of a title: "Hidden layer"."""
    known = _own(layer)
    own = known if known != layer else f"{layer}层"
    return said("{where} layer", "{own}", where=layer.capitalize(), own=own)


def layer_name(name: str) -> str:
    """The layer that a name speaks of in words, or ""."""
    return _own(layer_in(name))


def noun(value):
    """An operand in words; weights and biases by what they are."""
    name = value.name or code(value.expression)
    for kind in _KINDS:
        if name.endswith(kind):
            return _own(kind)
    return plain(name) or said("the result", "结果")


def symbol(name, count, of_layer):
    """What a name in a comment about shapes stands for.

    Args:
        of_layer: whose neurons it counts, or "".
    """
    if not of_layer:
        return f"{name} = {count}"
    return said(
        "{name} = {count} {of_layer} neurons",
        "{name} = {count} 个{plain_of_layer_neurons}",
        name=name,
        count=count,
        of_layer=of_layer,
        plain_of_layer_neurons=_own(of_layer + " neurons"),
    )


@contextmanager
def rows_of(*, digits, examples=_NO_EXAMPLES, axes=AxisNames()):
    """Speak within of the project's own network, which reads digits, or of another.

    Args:
        digits: whether it is that: ten outputs are digits, and names have words.
        examples: how many rows are examples side by side, and no neurons.
        axes: the AxisNames of its values.
    """
    token = _rows.set((digits, examples, axes))
    try:
        yield
    finally:
        _rows.reset(token)


def axes_of(value):
    """A name for each axis of a value, "" for one that has none."""
    return _rows.get()[2].of(value)


def one_of(name, count):
    """What one number of a column is called: "Neuron", "Digit", "Row"."""
    examples = _rows.get()[1]
    if count in examples:
        return _own("Row")
    if is_our_own() and layer_in(name) == "output" and count == 10:
        return _own("Digit")
    return _own("Neuron" if layer_in(name) else "Row")


def number(value, among=None):
    """A value as it is written in a sentence, and beside its bar.

    Args:
        among: the array that it belongs to, whose numbers are formatted
            alike; None: it stands alone.
    """
    among = value.reshape(1) if among is None else among
    return bar_number_format(among)(value)


def truth(value: object) -> str:
    """What is true or false, in a sentence."""
    return said("true", "真") if value else said("false", "假")


def is_word(name: str) -> bool:
    """Whether a name of the code reads as words: "hidden_neurons", not "W1"."""
    return name in CHINESE.names or bool(_WORDS.fullmatch(name))


def the(name: str) -> str:
    """A name of the code in a sentence: "the hidden neurons", but "W1"."""
    words = plain(name)
    if not is_word(name):
        return words
    return said("the {words}", "{words}", words=words)


def headline(text: str) -> str:
    """A text that begins as titles and sentences do."""
    return f"{text[:1].upper()}{text[1:]}"


def sentence_case(name: str) -> str:
    """A name of the code at the start of a sentence; "h" and "dhnext" stay small, as
    they are other names than "H" and "Dhnext"."""
    return headline(plain(name)) if is_word(name) else plain(name)


def listed(names: list[str]) -> str:
    """Names one after the other: "a, b and c"."""
    *first, last = names
    if not first:
        return last
    return said(
        "{first} and {last}",
        "{first_zh} 和 {last}",
        first=", ".join(first),
        first_zh="、".join(first),
        last=last,
    )


def code(expression):
    """An expression on one line, without "self."."""
    return " ".join(expression.replace("self.", "").split())


def indexed(expression: str, index: str) -> str:
    """A cell of an expression of the code: "x[3]", but "(x / y)[3]"; of words
    that are no code "part 1 [3]"; of what has no axes only the name."""
    if not index:
        return expression
    try:
        kind = type(ast.parse(expression, mode="eval").body)
    except SyntaxError:
        between = " " if expression[-1:].isdigit() else ""
        return f"{expression}{between}[{index}]"
    if kind in (ast.Name, ast.Attribute, ast.Subscript, ast.Call):
        return f"{expression}[{index}]"
    return f"({expression})[{index}]"


def short(text, most=34):
    """A name for the timeline, cut where it is too long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
