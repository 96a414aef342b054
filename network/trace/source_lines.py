"""The lines of a Python source, as Python itself counts them."""

import re

_LINE_END = re.compile("\r\n|\r|\n")


def source_lines(text: str) -> list[str]:
    r"""Return the lines of a Python source without their ends.

    Only "\n", "\r\n" and "\r" end a line of Python (The Python Language
    Reference, 2.1.2 Physical lines). `str.splitlines` also takes form feeds,
    U+0085, U+2028 and others for ends, which would shift all that follows.

    >>> source_lines("x = 1\x0c\r\ny = '\u2028'\n")
    ['x = 1\x0c', "y = '\u2028'", '']
    """
    return _LINE_END.split(text)
