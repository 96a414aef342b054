"""What is pasted where a film is uploaded: title, description, tags."""

from collections.abc import Sequence, Set
from typing import Any

from network.trace import Trace
from scenes.publish import chapters
from scenes.publish.platform_rules import LONGEST_TAGS, LONGEST_TITLE, tags_length
from scenes.reading.value_roles import of_digits
from scenes.words.languages import ALL

_CREDIT = {
    "en": "Every number is from a real run. Made with matreel and Manim Community.",
    "zh": "每个数都来自真实的运行。用 matreel 和 Manim Community 制作。",
}
_LINK = {"en": "Step through it yourself: ", "zh": "自己一步一步看："}
_TAGS = (
    "matreel",
    "Manim",
    "NumPy",
    "Python",
    "machine learning",
    "matrix",
    "visualised",
)
_OF_DIGITS = "neural network", "handwritten digits", "MNIST"
# What is told, by the kinds of acts that tell it.
_OF_ACTS = {
    "backpropagation": (
        *("blame", "bias_gradient", "input_gradient", "kernel_gradient", "one_weight"),
        *("pool_back", "stamp", "window_back"),
    ),
    "gradient descent": ("learned", "update_bars", "update_grid", "update_sheets"),
    "softmax": ("softmax",),
    "attention": ("attention",),
    "convolution": ("convolve",),
}


def upload_title(manifest: dict[str, Any], language: str) -> str:
    """The title, cut between words where it is too long."""
    title = chapters.allowed(manifest["title"][language])
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[: LONGEST_TITLE - 1]
    if ALL[language].between:
        cut = cut.rpartition(" ")[0] or cut
    return f"{cut}…"


def upload_description(
    manifest: dict[str, Any], language: str, *, address: str = ""
) -> str:
    """The description: what is seen, chapters, a link, credit and hashtags.

    Args:
        address: where the site is on the web, ending in "/"; "": nobody says.
    """
    about = manifest["about"].get(language)
    link = [f"{_LINK[language]}{address}{manifest['name']}.html"] if address else []
    hashtags = "#matreel #manim #numpy"
    lines = [*([about] if about else []), *link, _CREDIT[language], hashtags]
    return chapters.description(manifest, language, [line for line in lines if line])


def upload_tags(record: object, kinds: Set[str]) -> list[str]:
    """Tags that are true of what was recorded, and of what a film tells of it.

    Args:
        kinds: of the acts of the film.
    """
    is_of_digits = isinstance(record, Trace) and of_digits(record)
    told = [tag for tag, acts in _OF_ACTS.items() if not kinds.isdisjoint(acts)]
    return fitting_tags([*_TAGS, *(_OF_DIGITS if is_of_digits else ()), *told])


def fitting_tags(tags: Sequence[str]) -> list[str]:
    """As many of some tags, from the first on, as a platform takes."""
    found = list(tags)
    while tags_length(found) > LONGEST_TAGS:
        found.pop()
    return found
