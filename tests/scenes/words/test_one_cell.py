"""What is said of one cell of a result, and the numbers that it was made of.

    pytest tests/scenes/words/test_one_cell.py --regenerate-golden

writes the sentences anew; read what git says has changed before it is committed.
"""

from pathlib import Path

LINES = """
V + 1
X - 20
-V
V * V[::-1]
X > 4
V > 3
V[:1] > 3
X.sum()
X.sum(axis=0)
V.sum()
V.prod()
V[:1].sum()
X @ X
V @ V
X @ V
X.T
X[::-1]
V[::-1]
X.reshape(9)
X.reshape(3, 1, 3)
V[1]
V[1:]
X[1:, 1:]
np.where(X > 4, X, 0)
X.astype(int)
X.clip(2, 5)
np.roll(X, 1)
X * 1000000.0
X * 999999.0
V * -0.5
np.abs(-X)
Q * 2
Q.sum(axis=0)
np.sqrt(V)
V ** 2
np.logical_not(M)
M[0, :1] & M[0, :1]
np.maximum(V, 3)
np.add.reduce(V)
np.cumsum(V)
np.full(3, np.nan)
np.fill_diagonal(X, 7)
divmod(V, 2)
np.concatenate([V, V])
np.max(X)
np.dot(V, 2.0)
np.outer(V, V)
"""


def test_what_is_said(as_kept):
    path = Path(__file__).parent / "one_cell.txt"
    as_kept(LINES.strip().splitlines(), path, of_a_cell=True)
