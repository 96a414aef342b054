"""What a film told in Chinese still says in another language, for tests."""

import re

# What has no other name in Chinese texts.
_TERMS = {"sigmoid", "softmax", "relu", "tanh", "nan", "inf", "argmax", "log", "max"}
_TERMS |= {"matreel"}  # the project itself
_CODE = re.compile(r"[A-Za-z]+_\w+(?:…\w*)?")  # only code has such names
_SOURCE = {"SourcePanel"}  # code, and the names of its files


def unspoken(film, texts):
    """The words of letters in texts of a film that neither its code has nor
    mathematics: a set of (part, text).

    Args:
        texts: TextRecords.
    """
    names = {
        word.lower()
        for line in re.findall(r"[^\n]+", " ".join(film.trace.sources.values()))
        for word in re.findall(r"[^\W\d_]+", line.partition("#")[0])
    }
    return {
        (one.part, one.text)
        for one in texts
        if one.part not in _SOURCE
        for word in re.findall(r"[A-Za-z]{2,}…?", _CODE.sub("", one.text))
        if not _is_said(word.lower(), names | _TERMS)
    }


def _is_said(word, names):
    """Whether a word is one of the names, or one cut short is the start of one."""
    start, cut, _ = word.partition("…")
    return any(one.startswith(start) for one in names) if cut else word in names
