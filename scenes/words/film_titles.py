"""What the films are called, in English and in Chinese."""

from network.trace import Trace
from scenes.reading.value_roles import of_digits
from scenes.words.naming import code, said

FILMS = {
    "forward": ("A digit on its way through a neural network", "一个数字穿过神经网络"),
    "backprop": (
        "How a neural network learns from one digit",
        "神经网络怎样从一个数字学习",
    ),
    "learning_step": (
        "One whole learning step, and what it changed",
        "完整的一步学习，以及它改变了什么",
    ),
    "mistakes": (
        "A digit read wrong beside one read right",
        "一个读错的数字，一个读对的数字",
    ),
    "neurons": ("The same network, drawn as neurons", "同一个网络，画成神经元"),
    "training": (
        "A training, from random weights to trained ones",
        "一次训练：从随机权重到训练好的权重",
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
