"""How things are called, by the names of the code, in each language."""

import numpy as np
import pytest

from network.trace import Value
from scenes.words import naming
from scenes.words.languages import ALL, CHINESE, ENGLISH, LANGUAGES, preferred
from scenes.words.naming import indexed, language
from scenes.words.sentences import sentences_of


def value(name, expression=""):
    return Value.of(np.ones((2, 1)), name=name, expression=expression)


@pytest.mark.parametrize(
    "function, arguments, english, chinese",
    [
        (naming.plain, ("hidden_neurons",), "hidden neurons", "隐藏神经元"),
        (naming.plain, ("_my_rest_",), "my rest", "my rest"),
        (naming.plain, ("Digit",), "Digit", "数字"),
        (naming.plain, ("",), "", ""),
        (naming.plain, ('m["w_1"]',), 'm["w_1"]', 'm["w_1"]'),
        (naming.plain, ("d_L_d_w",), "d_L_d_w", "d_L_d_w"),
        (naming.plain, ("d_weights",), "d weights", "d weights"),
        (naming.listed, (["a"],), "a", "a"),
        (naming.listed, (["a", "b"],), "a and b", "a 和 b"),
        (naming.listed, (["a", "b", "c"],), "a, b and c", "a、b 和 c"),
        (naming.noun, (value("output_weights"),), "weights", "权重"),
        (naming.noun, (value("hidden_biases"),), "biases", "偏置"),
        (naming.noun, (value("weights_now"),), "weights now", "weights now"),
        (naming.noun, (value("image", "x * 2"),), "image", "图像"),
        (naming.noun, (value("", "x * 2"),), "x * 2", "x * 2"),
        (naming.noun, (value(""),), "the result", "结果"),
        (naming.symbol, ("H", 20, "hidden"), "H = 20 hidden neurons", None),
        (naming.symbol, ("N", 20, ""), "N = 20", "N = 20"),
        (naming.one_of, ("output_neurons", 10), "Digit", "数字"),
        (naming.one_of, ("output_neurons", 9), "Neuron", "神经元"),
        (naming.one_of, ("hidden_neurons", 10), "Neuron", "神经元"),
        (naming.one_of, ("sums", 10), "Row", "行"),
        (naming.in_a_row, ("One.", "", "Two."), "One. Two.", "One.Two."),
        (naming.in_a_row, ("", ""), "", ""),
        (naming.headed, ("Title", "words"), "Title: words", "Title：words"),
        (naming.sentence_case, ("hidden_neurons",), "Hidden neurons", "隐藏神经元"),
        (naming.sentence_case, ("image",), "Image", "图像"),
        (naming.sentence_case, ("dhnext",), "dhnext", "dhnext"),
        (naming.the, ("image",), "the image", "图像"),
        (naming.the, ("dzt",), "dzt", "dzt"),
        (naming.said, ("yes", "是"), "yes", "是"),
        (naming.said, ("{a}", "{a}"), "{a}", "{a}"),
    ],
)
def test_what_things_are_called(function, arguments, english, chinese):
    if chinese is None:
        chinese = "H = 20 个隐藏神经元"
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert function(*arguments) == expected


@pytest.mark.parametrize(
    "function, arguments, english, chinese",
    [
        (naming.plain, ("output",), "output", "output"),
        (naming.plain, ("hidden_neurons",), "hidden neurons", "hidden_neurons"),
        (naming.plain, ("W_in",), "W_in", "W_in"),
        (naming.plain, ("w_",), "w_", "w_"),
        (naming.noun, (value("output_weights"),), "weights", "权重"),
        (naming.the, ("image",), "the image", "image"),
        (naming.the, ("pos_embed",), "the pos embed", "pos_embed"),
        (naming.sentence_case, ("weights",), "Weights", "权重"),
        (naming.layer_in, ("mean_error",), "", ""),
        (naming.one_of, ("output_neurons", 10), "Neuron", "神经元"),
        (naming.layer_words, ("hidden",), "Hidden layer", "隐藏层"),
        (naming.layer_words, ("conv",), "Conv layer", "conv 层"),
    ],
)
def test_names_of_other_code_promise_nothing(function, arguments, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken), naming.rows_of(digits=False):
            assert function(*arguments) == expected


def test_our_own_names_in_chinese():
    names = {
        "weights": "权重",
        "biases": "偏置",
        "image": "图像",
        "misread": "读错的图像",
        "hidden": "隐藏层",
        "output": "输出层",
        "hidden_neurons": "隐藏神经元",
        "output_neurons": "输出神经元",
        "hidden_pre_sigmoid": "隐藏层求和",
        "output_pre_sigmoid": "输出层求和",
        "expected_output": "期望输出",
        "output_delta": "输出误差",
        "hidden_delta": "隐藏误差",
        "hidden_error": "传回的误差",
        "sigmoid_differential": "sigmoid 的斜率",
        "hidden_to_output_weights": "隐藏层到输出层的权重",
        "input_to_hidden_weights": "输入层到隐藏层的权重",
        "hidden_to_output_adjustment": "隐藏层到输出层的调整量",
        "input_to_hidden_adjustment": "输入层到隐藏层的调整量",
        "hidden_biases": "隐藏层偏置",
        "output_biases": "输出层偏置",
        "Neuron": "神经元",
        "Digit": "数字",
        "Row": "行",
    }
    with language("zh"):
        assert {name: naming.plain(name) for name in names} == names
    assert len(names) == len(CHINESE.names)


def test_what_stands_in_the_braces_of_a_sentence():
    for spoken, expected in (("en", "3 of 4"), ("zh", "4 之 3")):
        with language(spoken):
            assert naming.said("{a} of {b}", "{b} 之 {a}", a=3, b=4) == expected


@pytest.mark.parametrize(
    "template, name, sentence",
    [
        ("改变{name}一点", "W1", "改变 W1 一点"),
        ("沿{name}的 4 对数", "l", "沿 l 的 4 对数"),
        ("每行{name}的和", "(j)", "每行(j) 的和"),
        ("{name}，再加上", "w", "w，再加上"),
        ("滑过 {name} 的每行", "图像", "滑过图像的每行"),
    ],
)
def test_names_stand_apart_from_chinese(template, name, sentence):
    with language("zh"):
        assert naming.said("{name}", template, name=name) == sentence


def test_english_is_spoken_outside_and_after_another():
    assert naming.said("yes", "是") == "yes"
    with pytest.raises(KeyError), language("zh"):
        assert naming.said("yes", "是") == "是"
        with language("en"):
            assert naming.said("yes", "是") == "yes"
        assert naming.said("yes", "是") == "是"
        raise KeyError
    assert naming.said("yes", "是") == "yes"


def test_a_language_that_is_not_spoken():
    with pytest.raises(ValueError, match="expected one of en, zh, got 'fr'"):
        with language("fr"):
            pass


@pytest.mark.parametrize(
    "one, among, text",
    [
        (1.5, None, "1.500"),
        (-1.5, None, "−1.500"),
        (1.5, [1.5, -2.0], "+1.500"),
        (0.0005, None, "5.00e−4"),
        (0.0005, [0.0005, 0.5], "0.001"),
        (0.25, [0.25, 1e5], "2.50e−1"),
    ],
)
def test_numbers_in_sentences(one, among, text):
    among = None if among is None else np.array(among)
    # 0.0005 is a little above a half of the last place.
    assert naming.number(np.float64(one), among) == text


@pytest.mark.parametrize(
    "expression, text",
    [
        ("self.weights @ x", "weights @ x"),
        ("a\n    + b", "a + b"),
        ("a.self.b", "a.b"),
        ("", ""),
    ],
)
def test_expressions_stand_on_one_line(expression, text):
    assert naming.code(expression) == text


@pytest.mark.parametrize(
    "text, cut",
    [
        ("x" * 34, "x" * 34),
        ("x" * 35, "x" * 33 + "…"),
        ("x" * 32 + "  yz", "x" * 32 + "…"),
        ("", ""),
    ],
)
def test_long_names_are_cut(text, cut):
    assert naming.short(text) == cut


def test_what_a_language_is():
    assert LANGUAGES == ("en", "zh") == tuple(ALL)
    assert (ENGLISH.code, CHINESE.code) == LANGUAGES
    assert (ENGLISH.between, ENGLISH.colon) == (" ", ": ")
    assert (CHINESE.between, CHINESE.colon) == ("", "：")
    # Of the guides of those who make captions: characters a second, a line.
    assert (ENGLISH.reading_speed, ENGLISH.line) == (17, 42)
    assert (CHINESE.reading_speed, CHINESE.line) == (9, 20)


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("It is 0.5. Is it? Yes!", ["It is 0.5.", "Is it?", "Yes!"]),
        ("是的。是！是吗？好", ["是的。", "是！", "是吗？", "好"]),
        ("是的。 是！", ["是的。", "是！"]),
        ("一（二。三！）四。", ["一（二。", "三！）", "四。"]),
        ("“一。”二。", ["“一。”", "二。"]),
        ("weights.T and 3.25 only", ["weights.T and 3.25 only"]),
        ("  One.  Two. ", ["One.", "Two."]),
        ("", []),
        ("  ", []),
    ],
)
def test_text_is_taken_apart_into_sentences(text, sentences):
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    "wishes, expected",
    [
        ("", "en"),
        ("zh", "zh"),
        ("ZH", "zh"),
        ("zh_CN.UTF-8", "zh"),
        ("zh-Hans:en", "zh"),
        ("en_US:zh_CN", "en"),
        ("de_DE:fr", "en"),
        ("de:zh", "zh"),
        ("zhuang", "en"),
    ],
)
def test_which_language_is_preferred(wishes, expected):
    assert preferred(wishes) == expected


@pytest.mark.parametrize(
    "expression, cell",
    [
        ("x", "x[3, 3]"),
        ("self.x.T", "self.x.T[3, 3]"),
        ("np.roll(x, 1)", "np.roll(x, 1)[3, 3]"),
        ("m['W1']", "m['W1'][3, 3]"),
        ("x / out", "(x / out)[3, 3]"),
        ("-x", "(-x)[3, 3]"),
        ("x - 1", "(x - 1)[3, 3]"),
        ("head 1", "head 1 [3, 3]"),
        ("第 2 份", "第 2 份[3, 3]"),
    ],
)
def test_a_cell_of_an_expression_is_written_as_code_would(expression, cell):
    assert indexed(expression, "3, 3") == cell
