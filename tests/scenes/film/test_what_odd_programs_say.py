"""What the films of odd little programs say: of one row, of numbers that are none, of
names too long, of what is done twice.

    pytest tests/scenes/film/test_what_odd_programs_say.py --regenerate-golden

writes the texts anew; read what git says has changed before it is committed.
"""

from functools import partial
from pathlib import Path

import pytest

from tests.conftest import GOLDEN_FLAG
from tests.odd_programs import told
from tests.scenes.film.test_what_films_say import all_along, told_by

pytestmark = pytest.mark.broad

HERE = Path(__file__).parent / "odd"
ON_STAGE = {"written_out"}  # of these it is kept what stands there
TEXTS = sorted(HERE.glob("*.programs"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_what_odd_programs_say(text, tmp_path, request):
    heard = partial(told_by, stage=text.stem in ON_STAGE, listening=all_along)
    found = told(text.read_text(encoding="utf-8"), tmp_path / "odd.py", heard)
    path = text.with_suffix(".said")
    if request.config.getoption(GOLDEN_FLAG):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
