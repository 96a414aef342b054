"""Where a line of text may be broken, in English and in Chinese."""

import re
from collections.abc import Iterator

# What stays together on a line: a Latin word or a Chinese character, with
# the marks before and after it.
_WORD = re.compile(
    r"[（《“]*(?:[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
    r"|[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)"
    r"[，。！？、；：）》”]*"
)


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """(the space before it, what stays together on a line) of each piece of a
    text: a word, or a Chinese character with its marks.

    >>> [word for _, word in words_of("一列，共 784 个。")]
    ['一', '列，', '共', '784', '个。']
    """
    end = 0
    for word in _WORD.finditer(text):
        yield (" " if word.start() > end else ""), word.group()
        end = word.end()
