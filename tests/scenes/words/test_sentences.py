"""Where a text is taken apart into sentences, and where not."""

import pytest

from scenes.words.sentences import sentences_of


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("", []),
        (" One. ", ["One."]),
        ("It is 0.5. Is it? Yes!  So.", ["It is 0.5.", "Is it?", "Yes!", "So."]),
        ("See x.T and y. X is more.", ["See x.T and y.", "X is more."]),
        ("是的。X 是数。是！", ["是的。", "X 是数。", "是！"]),
        ("是的。 是！ 是？", ["是的。", "是！", "是？"]),
        ("（是的。）是！", ["（是的。）", "是！"]),
        ("“是。”「是！」是", ["“是。”", "「是！」", "是"]),
    ],
)
def test_sentences_of(text, sentences):
    assert sentences_of(text) == sentences
