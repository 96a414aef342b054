"""What the films are called and about, in English and in Chinese."""

from network.trace import Trace
from scenes.reading.value_roles import of_digits
from scenes.words.naming import code, said

# In the order in which one learns from them.
FILMS = {
    "forward": ("A digit on its way through a neural network", "一个数字穿过神经网络"),
    "neurons": ("The same network, drawn as neurons", "同一个网络，画成神经元"),
    "mistakes": (
        "A digit read wrong beside one read right",
        "一个读错的数字，一个读对的数字",
    ),
    "backprop": (
        "How a neural network learns from one digit",
        "神经网络怎样从一个数字学习",
    ),
    "learning_step": (
        "One whole learning step, and what it changed",
        "完整的一步学习，以及它改变了什么",
    ),
    "training": (
        "From noise to digits: a training, image by image",
        "从噪声到数字：一张图像一张图像地训练",
    ),
}

# What each is about, whatever is recorded.
_ABOUT = {
    "forward": (
        "From what goes in to what comes out, in the order in which it is computed.",
        "从输入到输出，按计算的顺序逐步展开。",
    ),
    "neurons": (
        "Circles for neurons and lines for weights: what each adds up and hands on.",
        "圆是神经元，线是权重：每个神经元把什么加起来，又传下去什么。",
    ),
    "mistakes": (
        "Two examples side by side, one answered wrong: where their numbers differ.",
        "两个样例并排，其中一个答错了：它们的数值在哪里不同。",
    ),
    "backprop": (
        "How far off the answer is, and how that is carried back to every weight.",
        "答案差了多少，这个误差又怎样传回每一个权重。",
    ),
    "learning_step": (
        "Forward, back, all weights a little different, and the same input once more.",
        "向前，向后，所有权重各变一点，再用同一个输入算一遍。",
    ),
    "training": (
        "How the weights change from round to round, and the answers with them.",
        "权重怎样一轮一轮地改变，答案也随之改变。",
    ),
}

# What a film is called where no digit is read: of a trace of other code.
_OF_OTHER_CODE = {
    "forward": ("{call}, step by step", "{call}，逐步展开"),
    "backprop": ("How {call} learns from one example", "{call} 怎样从一个样例学习"),
    "learning_step": (
        "One learning step of {call}, and what it changed",
        "{call} 学习一步，以及它改变了什么",
    ),
    "training": ("What training changes: {call}", "训练改变了什么：{call}"),
    "mistakes": (
        "A wrong answer of {call} beside a right one",
        "{call} 的一个错误答案和一个正确答案",
    ),
    "neurons": ("{call}, drawn as neurons", "{call}，画成神经元"),
}


def film_title(name: str, record: object) -> str:
    """What the film of a file in scenes/ is called, in the language spoken;
    "" where it has no title of its own.

    Args:
        name: of the file, e.g. "forward".
        record: what it replays.
    """
    if isinstance(record, Trace) and not of_digits(record) and name in _OF_OTHER_CODE:
        return said(*_OF_OTHER_CODE[name], call=code(record.call))
    return said(*FILMS[name]) if name in FILMS else ""


def title_after(name: str) -> str:
    """What the film is called that comes after one of FILMS, in the language
    spoken; "" after the last."""
    order = list(FILMS)
    later = order[order.index(name) + 1 :]
    return said(*FILMS[later[0]]) if later else ""


def film_about(name: str) -> str:
    """What the film of a file in scenes/ is about, in a sentence in the language
    spoken; "" of other films.

    Args:
        name: of the file, e.g. "forward".
    """
    return said(*_ABOUT[name]) if name in _ABOUT else ""


def learning_order(name: str) -> tuple[int, str]:
    """What films are sorted by, so that each needs only those before it; others
    follow by their names.

    Args:
        name: of the film's file, e.g. "forward".
    """
    return (list(FILMS).index(name) if name in FILMS else len(FILMS)), name
