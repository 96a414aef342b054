"""What operations do cell by cell: whole sentences, alike in both languages."""

from string import Formatter

import pytest

from scenes.acts import combine_verbs

TABLES = {name: table for name, table in vars(combine_verbs).items() if name.isupper()}
SENTENCES = [
    (f"{name}, {function}", *both)
    for name, table in TABLES.items()
    for function, both in table.items()
]


def put_in(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("of, english, chinese", SENTENCES)
def test_both_languages_have_one_whole_sentence_of_the_same(of, english, chinese):
    assert english.endswith(".") and english.count(".") == 1
    assert chinese.endswith("。") and chinese.count("。") == 1
    assert put_in(english) == put_in(chinese) != set()
