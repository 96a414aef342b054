"""What an operation does, and one cell of it, in a sentence."""

from pathlib import Path

import pytest

from scenes.words.deeds import deed
from scenes.words.naming import language
from scenes.words.one_cell import example

KEPT = Path(__file__).parent / "deeds.txt"

TOLD = {
    "X + X.T": (
        "X plus X.T, each number with the one at its place.",
        "Row 2, column 2: 9 + 9 = 18.",
    ),
    "X + 2": ("Every number of X plus 2.", "Row 2, column 2: 9 + 2 = 11."),
    "2 - X": ("2 minus every number of X.", "Row 2, column 2: 2 − 9 = −7."),
    "X * V": ("Every row of X times V.", "Row 2, column 2: 9 × 4 = 36."),
    "V * X": ("V times every row of X.", "Row 2, column 2: 4 × 9 = 36."),
    "X / V[:, None]": (
        "Every column of X divided by V[:, None].",
        "Row 0, column 2: 3 ÷ 1 = 3.",
    ),
    "Q - Q[0]": ("Every part of Q minus Q[0].", "At 0, 0, 0: 1 − 1 = 0."),
    "np.maximum(X, 0)": (
        "Of X and 0 the larger stays, number by number.",
        "Row 2, column 2: max(9, 0) = 9.",
    ),
    "X > 4": ("Is each number of X greater than 4?", "It is so for 5 of 9."),
    "np.exp(V)": (
        "Of every number of V: e to the power of it.",
        "Number 2: e^4 = 54.60.",
    ),
    "X.sum()": ("All 9 numbers of X become one: its sum.", ""),
    "V.sum()": ("All 3 numbers of V become one: its sum.", "1 + 2 + 4 = 7."),
    "np.mean([V[0], V[1], V[2]])": ("3 single numbers become one: the mean.", ""),
    "V[:1].sum()": ("V[:1] holds one number: that is its sum.", ""),
    "X.sum(axis=0)": (
        "Each column of X becomes one number: its sum.",
        "Number 2: 3 + 6 + 9 = 18.",
    ),
    "X.mean(axis=1, keepdims=True)": (
        "Each row of X becomes one number: its mean.",
        "Number 2: 8.",
    ),
    "Q.max(axis=1)": (
        "Along axis 1, Q of 2 × 3 × 4 becomes the largest: 2 × 4.",
        "Row 0, column 0: 1.",
    ),
    "X @ X": (
        "Each row of X times each column of X, added up: 3 × 3.",
        "Row 2, column 2: 7 × 3 + 8 × 6 + 9 × 9 = 150.",
    ),
    "V @ V": (
        "V and V, multiplied in pairs and added up.",
        "1 × 1 + 2 × 2 + 4 × 4 = 21.",
    ),
    "X @ V": (
        "Each row of X times the numbers of V, added up: 3 numbers.",
        "Number 2: 7 × 1 + 8 × 2 + 9 × 4 = 59.",
    ),
    "X[:2].T": (
        "Rows become columns: X[:2] of 2 × 3 becomes 3 × 2.",
        "Row 2, column 1 was row 1, column 2: 6.",
    ),
    "V.T": ("V has one axis: nothing changes.", "Number 2: 4."),
    "Q.transpose(0, 2, 1)": (
        "The axes change places: Q of 2 × 3 × 4 becomes 2 × 4 × 3.",
        "At 0, 0, 0: 1.",
    ),
    "X.reshape(-1)": (
        "The same 9 numbers of X, as 9 instead of 3 × 3.",
        "Number 8 was row 2, column 2: 9.",
    ),
    "X[1]": (
        "3 of the 9 numbers of X are taken: 3 numbers.",
        "Number 2 was row 1, column 2: 6.",
    ),
    "X[PLACES]": (
        "6 of the 9 numbers of X are taken: 2 × 3.",
        "Row 1, column 2 was row 2, column 2: 9.",
    ),
    "V[1]": ("One of the 3 numbers of V is taken.", ""),
    "X[0] = 7": ("7 is written into X: 3 of its 9 numbers change.", ""),
    "X[0, 0] = 1": ("1 is written into X, where it stands already.", ""),
    "np.unravel_index(np.argmax(X), X.shape)": (
        "Place np.argmax(X), counted through all cells, as a place along each axis.",
        "",
    ),
    "np.allclose(X, X[:1])": (
        "Whether each number of X is nearly that of X[:1] at the same place.",
        "",
    ),
    "np.where(M, X, 0)": ("Where M holds, X; elsewhere 0.", "Row 2, column 2: 9."),
    "np.concatenate([V, V, X[0]])": (
        "V and X[0] one after the other: 9 numbers.",
        "Number 2: 4.",
    ),
    "np.clip(X, 2, 5)": (
        "X is kept within 2 to 5: 5 of 9 numbers had to be cut.",
        "Row 1, column 1: 5.",
    ),
    "np.clip(V, -5, 5)": (
        "V is kept within -5 to 5: none of 3 numbers had to be cut.",
        "Number 2: 4.",
    ),
    "V.copy()": ("V again, as an array of its own: 3 numbers.", "Number 2: 4."),
    "V.astype(int)": (
        "V as numbers of another type: float64 becomes int64.",
        "Number 2: 4.",
    ),
    "np.arange(3)": ("3 numbers at equal distances, from 0 to 2.", "Number 2: 2."),
    "np.hypot(V, V)": (
        "Of each number of V and that of V at its place: the root of both squares "
        "added up.",
        "Number 2: hypot(4, 4) = 5.66.",
    ),
    "np.spacing(V)": ("spacing of V: 3 numbers.", "Number 2: spacing(4) = 8.9e−16."),
    "np.add.reduce(X)": (
        "The numbers of X along an axis, added up: 3 numbers.",
        "Number 2: 18.",
    ),
    "(X * 2 + X * 3 + X * 4 + X * 5 + 12) / X": (
        "The sum divided by X, each number with the one at its place.",
        "Row 0, column 0: 26 ÷ 1 = 26.",
    ),
}


# What NumPy's other functions do; the words of an example stand above.
PLAIN = {
    "np.sort(X, axis=0)": "The numbers of each column of X from the smallest to the "
    "largest.",
    "np.sort(X)": "The numbers of each row of X from the smallest to the largest.",
    "np.argsort(X, 1)": "For each row of X the places of its numbers, the smallest "
    "number first.",
    "np.partition(X, 1)": "In each row of X at place 1 is what would stand there in "
    "order: before it nothing is larger, after it nothing smaller.",
    "np.cumsum(X, axis=1)": "In each row of X each number becomes the sum of all up "
    "to there.",
    "np.cumsum(X)": "Each is the sum of all up to there in X: 9 numbers.",
    "np.cumprod(X, 0)": "In each column of X each number becomes the product of all "
    "up to there.",
    "np.diff(X)": "In each row of X, each number less the one before it: 3 × 2.",
    "np.diff(X, 2)": "diff of X: 3 × 1.",
    "np.gradient(X, axis=0)": "How steep each column of X is at each of its numbers, "
    "by those beside it.",
    "np.add.accumulate(X, 1)": "In each row of X each number becomes the sum of all "
    "up to there.",
    "np.maximum.accumulate(X, 0)": "In each column of X each number becomes the "
    "largest up to there.",
    "np.less.outer(V, V)": "Each of V with each of V, by less: 3 × 3.",
    "np.add.at(X, PLACES, 1.0)": "1.0 is added to X at the places given; to a place "
    "that is given twice, twice.",
    "np.subtract.at(X, PLACES, 1.0)": "1.0 is taken from X at the places given; from "
    "a place that is given twice, twice.",
    "np.multiply.at(X, PLACES, 1.0)": "X is multiplied by 1.0 at the places given; a "
    "place that is given twice, twice.",
    "np.maximum.at(X, PLACES, 1.0)": "At the places given X becomes 1.0 where that is "
    "larger.",
    "np.minimum.at(X, PLACES, 1.0)": "At the places given X becomes 1.0 where that is "
    "smaller.",
    "np.cumsum(Q, axis=2)": "cumsum of Q: 2 × 3 × 4.",
    "np.searchsorted(V, 3.0)": "Where 3.0 would have its place in V, which stands in "
    "order: one number.",
    "np.percentile(X, 30)": "The number below which 30 % of X lie: one number.",
    "np.nonzero(M)": "The places where M is true, or not 0: 5 numbers each.",
    "np.where(M)": "The places where M is true, or not 0: 5 numbers each.",
    "np.linalg.det(X)": "How many times larger X makes areas and volumes; below 0, "
    "it mirrors them.",
    "np.linalg.matrix_power(X, 3)": "X to the power of 3, by products of matrices.",
    "np.kron(X, V)": "Each number of X times the whole of V, laid side by side: 3 × 9.",
    "np.convolve(V, PLACES)": "PLACES, turned round, slides along V; where it stands, "
    "pairs are multiplied and added up: 4 numbers.",
    "np.trace(X)": "The numbers on the diagonal of X, added up.",
    "np.diag(X)": "The numbers on the diagonal of X.",
    "np.diag(V)": "V on the diagonal, zeros elsewhere: 3 × 3.",
    "np.diag(X, 1)": "diag of X: 2 numbers.",
    "np.triu(X)": "On the diagonal of X and above it all stays, the rest becomes 0.",
    "np.tril(X, 1)": "tril of X: 3 × 3.",
    "np.select([M, X > 2], [X, 2 * X])": "Cell by cell, the first condition that "
    "holds says what is taken: 3 × 3.",
    "np.histogram(X, 4)": "How many numbers of X lie in each of 4 ranges of one "
    "width, and where these begin and end: 4 numbers and 5 numbers.",
    "divmod(X, 2)": "How often 2 goes into each number of X, and what is left over: "
    "3 × 3 each.",
    "np.eye(3)": "3 × 3: ones on the diagonal, zeros elsewhere.",
    "np.eye(3, k=1)": "3 × 3, new.",
    "np.linspace(0, 1, 5)": "5 numbers at equal distances, from 0 to 1.",
    "X[[2, 0, 1]]": "The numbers of X, each once, in another order.",
    "X[[0, 0, 1]]": "Numbers of X are taken, some more than once: 3 × 3.",
    "X.take([1, 1], axis=1)": "Numbers of X are taken, some more than once: 3 × 2.",
    "X[:, None]": "The same 9 numbers of X, as 3 × 1 × 3 instead of 3 × 3.",
    "X.fill(3)": "Every cell of X becomes 3.",
}


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_done_by_other_functions(text, operation_of):
    assert deed(operation_of(text)) == PLAIN[text]


# Others, told with those above in the file of what is said.
MORE = """
np.linalg.inv(X+np.eye(3)) np.linalg.pinv(X) np.linalg.solve(X+np.eye(3),V)
np.linalg.lstsq(X,V)
np.linalg.eig(X) np.linalg.eigh(X) np.linalg.eigvals(X) np.linalg.eigvalsh(X)
np.linalg.svd(X) np.linalg.qr(X) np.linalg.cholesky(X@X.T+9*np.eye(3))
np.linalg.multi_dot([X,X,V]) np.outer(X,V) np.einsum("ij,jk,k->i",X,X,V)
np.einsum("ii",X) np.vecdot(X,V) np.correlate(V,V,"full") np.compress([1,0],X,0)
np.delete(X,1,0) np.insert(X,1,7.0,0) np.unique(X) np.fill_diagonal(X,9)
np.copyto(X,V) np.putmask(X,M,0.0) np.flatnonzero(M) np.argwhere(M)
np.piecewise(X,[M],[1.0,-1.0]) np.quantile(X,0.3) np.bincount(PLACES)
np.digitize(V,V) np.isin(X,V) np.interp(V,V,V) PLACES<<1 PLACES>>1 X.round(1)
np.around(X) np.sinc(V) np.meshgrid(V,V) np.array([V,V]) np.sort(V) np.argsort(V)
np.partition(V,1) np.cumprod(V) np.diff(V) np.gradient(V) np.minimum.accumulate(X,1)
np.multiply.accumulate(X,0) np.tril(X) np.identity(3) np.arange(1) np.cumsum(V)
np.add.reduceat(X,[0,1],1) np.linalg.matrix_power(X,2) X[::-1] np.histogram(X)
""".split()


def test_both_languages_say_it(as_kept):
    as_kept((*PLAIN, *TOLD, *MORE), KEPT)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_done_and_one_cell_of_it(text, operation_of):
    operation = operation_of(text)
    assert (deed(operation), example(operation)) == TOLD[text]


@pytest.mark.parametrize("text", TOLD)
def test_it_is_said_in_chinese_too(text, operation_of):
    operation = operation_of(text)
    with language("zh"):
        told = deed(operation)
    assert told.endswith(("。", "？")) and told != deed(operation)


@pytest.mark.parametrize(
    "text, told",
    [
        ("V * np.nan", "Number 0: 1 × nan = nan."),
        ("V * np.inf", "Number 0: 1 × +inf = +inf."),
        ("V > 9", "It is so for 0 of 3."),
        ("V[:1] * 3", "1 × 3 = 3."),
        # Of an array of one cell there is no place to tell.
        ("np.broadcast_to(V[:1].reshape(()), (2, 2))", "Row 0, column 0: 1."),
        ("np.ones(100000) * 2", "Number 0: 1 × 2 = 2."),
        ("np.ones(100001) * 2", ""),  # too many to look for one
    ],
)
def test_cells_of_odd_arrays(text, told, operation_of):
    assert example(operation_of(text)) == told
