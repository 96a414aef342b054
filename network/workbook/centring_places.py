"""Where the sheet Centring keeps each step of bringing a drawing to MNIST's form,
and the formulas that refer to these places."""

from network.digits.mnist_like import BOX
from network.digits.sizes import SIDE
from network.workbook.areas import Area
from network.workbook.centring import WIDE

NAME = "Centring"
DRAWING = Area("Draw", 2, 0, SIDE, SIDE)
SEEN = Area("Draw", 2, 37, SIDE, SIDE)  # from AL on
LEFT = 2
# The ink lies as in the soft block, with an empty cell around it, so that
# the formulas there can look beyond its edge.
INK = Area(NAME, 5, LEFT + 1, SIDE, SIDE)
SOFT = Area(NAME, 37, LEFT, WIDE, WIDE)
ROW_INK = Area(NAME, SOFT.top, SOFT.right + 2, WIDE)
COLUMN_INK = Area(NAME, SOFT.bottom + 2, LEFT, 1, WIDE)
SIZES = Area(NAME, 73, LEFT, 5, 2)  # first, last, source, target, start
ROWS, COLUMNS = SIZES.column(0), SIZES.column(1)
STRONGEST = Area(NAME, 78, LEFT, 1, 2)  # of the soft ink, of the fitted
ROW_SHARES = Area(NAME, 82, LEFT, WIDE, BOX)
COLUMN_SHARES = Area(NAME, 115, LEFT, BOX, WIDE)
SQUEEZED = Area(NAME, 138, LEFT, BOX, WIDE)
FITTED = Area(NAME, 161, LEFT, BOX, BOX)
LEVELS = Area(NAME, 184, LEFT, BOX, BOX)
ROW_MASS = Area(NAME, LEVELS.top, LEVELS.right + 2, BOX)
COLUMN_MASS = Area(NAME, LEVELS.bottom + 2, LEFT, 1, BOX)
ROW_NUMBERS = Area(NAME, LEVELS.top, LEVELS.right + 3, BOX)
COLUMN_NUMBERS = Area(NAME, LEVELS.bottom + 3, LEFT, 1, BOX)


def seen_formula(i, j):
    """The formula of pixel (i, j) of SEEN, on the sheet Draw."""
    top, left = (line.away(4, fixed="both") for line in (ROWS, COLUMNS))
    return (
        f"=IF(OR({i}<{top},{i}>={top}+{BOX},{j}<{left},{j}>={left}+{BOX}),"
        f"0,INDEX({LEVELS.away_range},MAX(1,MIN({BOX},{i + 1}-{top})),"
        f"MAX(1,MIN({BOX},{j + 1}-{left})))/255)"
    )


def share_formula(line, target, source):
    """The overlap of a target's run with a source pixel, of its length."""
    first, count, fitted = (line.cell(i, fixed="both") for i in (0, 2, 3))
    pixel = f"({source}-{first})"
    return (
        f"=IF(OR({target}>={fitted},{pixel}>={count}),0,MAX(0,"
        f"MIN({target + 1}*{count}/{fitted},{pixel}+1)"
        f"-MAX({target}*{count}/{fitted},{pixel}))*{fitted}/{count})"
    )


def even_formula(number):
    """Round a number to a whole one, halves to the even one."""
    return f"IF({number}-INT({number})=0.5,2*ROUND({number}/2,0),ROUND({number},0))"
