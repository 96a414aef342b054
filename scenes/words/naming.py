"""How things are called in sentences, from the names of the code.

Whatever names a network's code uses are turned into words by rule: its own
names are the words, with underscores as spaces. A layer is what a name begins
with before "_pre_", "_neurons" and the like.

Every sentence stands in English and in Chinese, side by side; the screen
shows the English one, captions and pages have both.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from scenes.reading.layer_names import layer_named
from scenes.words.numbers import bar_number_format

LANGUAGES = ("en", "zh")
_language = ContextVar("language", default="en")

_CHINESE = {
    "weights": "权重", "biases": "偏置", "image": "图像", "misread": "读错的图像",
    "hidden": "隐藏层", "output": "输出层",
    "hidden neurons": "隐藏神经元", "output neurons": "输出神经元",
    "hidden pre sigmoid": "隐藏层求和", "output pre sigmoid": "输出层求和",
    "expected output": "期望输出", "output delta": "输出误差",
    "hidden delta": "隐藏误差", "hidden error": "传回的误差",
    "sigmoid differential": "sigmoid 的斜率",
    "hidden to output weights": "隐藏层到输出层的权重",
    "input to hidden weights": "输入层到隐藏层的权重",
    "hidden to output adjustment": "隐藏层到输出层的调整量",
    "input to hidden adjustment": "输入层到隐藏层的调整量",
    "hidden biases": "隐藏层偏置", "output biases": "输出层偏置",
    "Neuron": "神经元", "Digit": "数字", "Row": "行",
}


@contextmanager
def language(name):
    """Speak one of LANGUAGES within; English is spoken elsewhere.

    Raises:
        ValueError: another language.
    """
    if name not in LANGUAGES:
        raise ValueError(f"expected one of {', '.join(LANGUAGES)}, got "
                         f"{name!r}")
    token = _language.set(name)
    try:
        yield
    finally:
        _language.reset(token)


def said(english, chinese):
    """The one of two sentences that is in the language spoken now."""
    return chinese if _language.get() == "zh" else english


def in_a_row(*sentences):
    """Sentences one after the other, without those that are empty."""
    return said(" ", "").join(filter(None, sentences))


def headed(title, sentence):
    """A sentence after its title."""
    return f"{title}{said(': ', '：')}{sentence}"


def plain(name):
    """A name of the code in words: "hidden_neurons" -> "hidden neurons"."""
    words = name.replace("_", " ").strip()
    return said(words, _CHINESE.get(words, words))


def noun(value):
    """An operand in words; weights and biases by what they are."""
    name = value.name or value.expression
    for kind in ("weights", "biases"):
        if name.endswith(kind):
            return plain(kind)
    return plain(name) or said("the result", "结果")


def symbol(name, count, of_layer):
    """What a name in a comment about shapes stands for.

    Args:
        of_layer: whose neurons it counts, or "".
    """
    if not of_layer:
        return f"{name} = {count}"
    return said(f"{name} = {count} {of_layer} neurons",
                f"{name} = {count} 个{plain(of_layer + ' neurons')}")


def one_of(name, count):
    """What one number of a column is called: "Neuron", "Digit", "Row"."""
    if layer_named(name) == "output" and count == 10:
        return plain("Digit")
    return plain("Neuron" if layer_named(name) else "Row")


def number(value, among=None):
    """A value as it is written in a sentence, and beside its bar.

    Args:
        among: the array that it belongs to, whose numbers are formatted
            alike; None: it stands alone.
    """
    among = value.reshape(1) if among is None else among
    return bar_number_format(among.astype(float))(value)


def code(expression):
    """An expression on one line, without "self."."""
    return " ".join(expression.replace("self.", "").split())


def short(text, most=34):
    """A name for the timeline, cut where it is too long."""
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"
