"""Each film has the same frames at 10 and at 60 frames a second.

Frame k of the one is, byte for byte, frame 6k of the other. Each frame is
drawn upon the one before it, which is another one at each rate: so all films
are rendered at both, by `manim render`; whole, but for what learning_step has
of forward and of backprop.
"""

import json

import numpy as np
import pytest

from scenes.film.choice import Choice
from scenes.publish.film_files import film_scenes
from scenes.publish.productions import production
from tests import renders
from tests.frames import pixels_at
from tests.hashed import frame_hash

FILMS = film_scenes()
RATES = (10, 60)
PACE = 0.5
OWN = Choice(steps=("the-question..image", "input-to-hidden-weights..one-step"))
CHOSEN = {"learning_step": OWN}  # by film; all of the others
SIZE = (214, 120)  # drawing a smaller frame would take as long

# A frame is drawn anew in regions, as many as pay for themselves. Here they
# are a full frame's, made smaller: else a small frame would be one region.
REGIONS = f"""
from scenes.stage import picture
picture._REGION_PIXELS *= {SIZE[0]} ** 2 / 1920 ** 2
"""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """rate -> film -> the finished Rendering that it is in."""
    folder = tmp_path_factory.mktemp("films")
    whole = [name for name in FILMS if name not in CHOSEN]
    started = {rate: {} for rate in RATES}
    for films in (whole, *([name] for name in CHOSEN)):
        scene_file = folder / f"{films[0]}.py"
        scene_file.write_text(renders.hashed(*(FILMS[one] for one in films)) + REGIONS)
        for rate in RATES:
            rendering = renders.start(
                scene_file,
                folder / f"{films[0]} {rate}",
                *("--encoder-option", "preset=ultrafast"),  # nobody looks at them
                scene=None,
                fps=rate,
                size=SIZE,
                PACE=PACE,
                **CHOSEN.get(films[0], Choice()).variables(),
            )
            started[rate] |= dict.fromkeys(films, rendering)
    return {
        rate: {name: rendering.wait() for name, rendering in films.items()}
        for rate, films in started.items()
    }


@pytest.fixture(params=FILMS)
def name(request):
    """Of a film's scene file."""
    return request.param


@pytest.fixture
def scene(name):
    """The name of the film's scene."""
    return FILMS[name].__name__


@pytest.mark.slow
def test_each_tenth_of_a_second_has_the_same_bytes(rendered, name, scene):
    few, many = (rendered[rate][name].hashes(scene) for rate in RATES)
    assert len(many) == 6 * len(few)
    different = [k / 10 for k, digest in enumerate(few) if digest != many[6 * k]]
    assert different == []


@pytest.mark.slow
def test_a_frame_is_what_the_film_shows_at_its_second(rendered, name, scene):
    """Whatever was drawn before: frames drawn alone, in no order."""
    film = production(name, speed=PACE, choice=CHOSEN.get(name, Choice())).film
    hashes = rendered[60][name].hashes(scene)
    chosen = np.random.default_rng(0).permutation(len(hashes))[:10]
    different = [
        k / 60
        for k in chosen.tolist()
        if hashes[k]
        != frame_hash(pixels_at(film, k / 60, width=SIZE[0], height=SIZE[1]))
    ]
    assert sorted(different) == []


@pytest.mark.slow
def test_something_always_moves(rendered, name, scene):
    """The timeline, if nothing else: no frame is a copy of the last."""
    for renderings in rendered.values():
        hashes = renderings[name].hashes(scene)
        assert len(hashes) > 100 and len(set(hashes)) > 0.99 * len(hashes)


@pytest.mark.slow
def test_the_sections_start_at_the_same_seconds(rendered, name, scene):
    few, many = (sections(rendered[rate][name], scene, rate) for rate in RATES)
    assert few == many and len(few) > 4


def sections(rendering, scene, rate):
    """[(slug, second at which it starts)], and ("", the end)."""
    index = json.loads(rendering.found(f"{scene}.json").read_text())
    counts = [int(section["nb_frames"]) for section in index]
    assert sum(counts) == len(rendering.hashes(scene))
    starts = np.cumsum([0, *counts]) / rate
    slugs = [section["name"] for section in index]
    return list(zip([*slugs, ""], starts.tolist(), strict=True))
