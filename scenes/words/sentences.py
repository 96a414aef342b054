"""Text taken apart into sentences, in each of the languages."""

import re

_CLOSING = "）」』”’"
_END = re.compile(
    r"(?<=[.!?]) +(?=\S)"
    rf"|(?<=[。！？]) *(?=[^\s{_CLOSING}])|(?<=[。！？][{_CLOSING}]) *(?=\S)"
)


def sentences_of(text):
    """The sentences of a text, a list of those that are not empty.

    >>> sentences_of("It is 0.5. Is it? 是的。是！")
    ['It is 0.5.', 'Is it?', '是的。', '是！']
    >>> sentences_of("（是的。）是！")
    ['（是的。）', '是！']
    """
    return [sentence for sentence in _END.split(text.strip()) if sentence]
