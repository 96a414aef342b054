"""What the films of odd little trainings say, and of some what stands on their stage.

    pytest tests/scenes/film/test_what_odd_trainings_say.py --regenerate-golden

writes the texts anew; read what git says has changed before it is committed.
"""

from functools import partial
from pathlib import Path

import pytest

from tests.conftest import GOLDEN_FLAG
from tests.odd_trainings import TRAININGS, film_of
from tests.scenes.film.test_what_films_say import told_by

KEPT = Path(__file__).parent / "said" / "odd_trainings"
ON_STAGE = {"in_turn", "twice_over", "of_ten", "unrolled", "of_26", "wide"}


@pytest.mark.broad
@pytest.mark.parametrize("name", TRAININGS)
def test_what_a_film_of_an_odd_training_says(name, request):
    text = told_by(partial(film_of, name), stage=name in ON_STAGE)
    path = KEPT / f"{name}.txt"
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
