"""In the browser a point of a sheet in perspective leads to its cell."""

from pathlib import Path

import numpy as np
import pytest

from scenes.publish import page as pages
from scenes.publish.spots import tenths
from scenes.stage.space import way_out
from tests.seen_through import from_shares, through

pytestmark = pytest.mark.slow

ROWS, COLUMNS = 7, 9
SHEET = np.array([(900.0, 760), (980, 720), (900, 960)])
FACE = np.array([(300.0, 240), (740, 240), (300, 580)])
_ASK = """([corners, points]) => {
  const grids = [[0, 7, 9, 0, 9, 1, 1, 1, "w", -1]], arrays = [{ shape: [7, 9] }];
  const place = placeOf({ grids, arrays }, [0, -1, ...corners]);
  const cells = points.map(([x, y]) => place.cellAt(x, y));
  return [cells, place.corners(2, 3), place.middle];
}"""


@pytest.mark.parametrize("share", [0.0, 0.45, 0.6, 0.8, 1.0])
def test_a_point_leads_to_its_cell(browser, share):
    told = way_out(SHEET, FACE, share)
    parallel = share in (0, 1)
    told = told[:3] if parallel else told
    there = from_shares(told)
    shares = np.random.default_rng(0).uniform(-0.1, 1.1, (400, 2))
    page = browser.new_page()
    page.add_script_tag(content=Path(pages.ASSETS, "places.js").read_text("utf-8"))
    cells, around, middle = page.evaluate(
        _ASK, [list(tenths(told)), through(there, shares).tolist()]
    )
    page.close()
    size = np.array([COLUMNS, ROWS])
    inside = 0
    for (along, down), cell in zip(shares, cells, strict=True):
        column, row = np.floor((along, down) * size).astype(int).tolist()
        is_there = 0 <= column < COLUMNS and 0 <= row < ROWS
        edges = np.abs((along, down) * size - np.round((along, down) * size))
        if edges.min() > 0.03:  # as exact as tenths of pixels
            assert cell == ([row, column] if is_there else None)
            inside += is_there
    assert inside > 200
    ring = np.array([(3, 2), (4, 2), (4, 3), (3, 3)]) / size
    np.testing.assert_allclose(around, through(there, ring), atol=0.2)
    np.testing.assert_allclose(middle, through(there, (0.5, 0.5)), atol=0.2)
