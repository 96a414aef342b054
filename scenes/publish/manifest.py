"""film.json: all that a page knows of a film, in both languages.

    name, scene, seconds, size [width, height], pace
    title       {"en", "zh"}
    about       {"en", "zh"}: a sentence; {} where there is none
    rates       {"10": {"frames", "video"}, ...}; a video only if there is one
    score       what scenes.score.film_score says of the film's score, or None
    sound       {"language", "file"} of what is heard; None: nothing sounds
    workbooks   {language: file in the folder of workbooks}; {} where none holds it
    network     what pad_network says of the network, if it reads drawn digits
    poster      a file; posters, captions {"en", "zh"}: files; contact_sheet: a file
    steps       slug, name {}, start, seconds, title {}, words {}, cues {},
                function, file, statement, acts; within {}: the calls and
                passes of loops that it stands in, if the film names them
      cues      [start, end, lines] of the captions in a language
      acts      kind, start, seconds, told, title {}, lead {}, mark, shapes,
                expression, operands [{name, shape}], result {name, shape};
                told: the second from which the captions may say what
                comes out
    functions   qualified name -> {file, first, last}
    sources     file -> text

Seconds count from the film's start. `statement` and `mark` are places in a
source, [line, column, end_line, end_column] with lines from 1, columns from
0 and the end excluded, or None. Nothing is escaped: names, sentences and
sources are plain text.
"""

from scenes.film.cues import cues_of_steps
from scenes.publish import file_names as names
from scenes.words.languages import LANGUAGES


def manifest(
    film,
    name,
    rates,
    *,
    films=None,
    title=None,
    about=None,
    videos=None,
    score=None,
    **more,
):
    """The contents of film.json, a dict of what JSON knows.

    Args:
        film: a Film, whose seconds and places these are.
        name: of the film, e.g. "forward".
        rates: frames a second.
        films: language -> the Film told in it; None: `film` in all.
        title: language -> what the film is called; None: `name` in all.
        about: language -> a sentence about the film; None: there is none.
        videos: those of the rates that there are videos at; None: all.
        score: what film_score.film_score says first; None: there is none.
        more: scene, size, pace and network, which nothing else here needs.
    """
    films = films or dict.fromkeys(LANGUAGES, film)
    spoken = {one: cues_of_steps(told, one) for one, told in films.items()}
    return {
        "name": name,
        **more,
        "title": title or dict.fromkeys(LANGUAGES, name),
        "about": about or {},
        "seconds": film.seconds,
        "rates": {
            str(rate): {"frames": round(film.seconds * rate)}
            | ({"video": names.video(rate)} if videos is None or rate in videos else {})
            for rate in rates
        },
        "score": score,
        "poster": names.POSTER,
        "posters": names.posters(film.language),
        "contact_sheet": names.CONTACT_SHEET,
        "captions": {language: names.captions(language) for language in LANGUAGES},
        "steps": [
            {**_step(film, films, index), "cues": _cues(spoken, index)}
            for index in range(len(film.steps))
        ],
        "functions": {
            of: {
                "file": function.file,
                "first": function.first_line,
                "last": function.last_line,
            }
            for of, function in film.trace.functions.items()
        },
        "sources": dict(film.trace.sources),
    }


def step_start(film, index):
    """The second at which a step of a Film begins."""
    return film.shots_of(index)[0].start


def step_seconds(film, index):
    """How long a step of a Film is."""
    return round(sum(shot.seconds for shot in film.shots_of(index)), 1)


def _step(film, films, index):
    step = film.steps[index]
    told = {language: films[language].steps[index] for language in LANGUAGES}
    record = film.trace.functions.get(step.function)
    return {
        "slug": step.slug,
        "name": {language: one.name for language, one in told.items()},
        "start": step_start(film, index),
        "seconds": step_seconds(film, index),
        "title": {language: one.acts[0].title for language, one in told.items()},
        "words": {language: one.caption for language, one in told.items()},
        "function": step.function,
        "file": step.statement.file if step.statement else record and record.file,
        "statement": _place(step.statement),
        **(
            {"within": {language: list(one.within) for language, one in told.items()}}
            if step.within
            else {}
        ),
        "acts": [
            _act(shot, [one.acts[number] for one in told.values()])
            for number, shot in enumerate(film.shots_of(index))
        ],
    }


def _cues(spoken, index):
    """The captions of a step, in each language."""
    return {
        language: [
            [cue.start / 1000, cue.end / 1000, list(cue.lines)] for cue in steps[index]
        ]
        for language, steps in spoken.items()
    }


def _act(shot, told):
    act = shot.act
    result, *others = (_value(name, value) for name, value in act.results)
    return {
        "kind": act.kind,
        "start": shot.start,
        "seconds": shot.seconds,
        "told": round(shot.start + shot.second_of(act.outcome_at), 3),
        "title": dict(zip(LANGUAGES, (one.title for one in told), strict=True)),
        "lead": dict(zip(LANGUAGES, (one.lead for one in told), strict=True)),
        "mark": _place(act.mark),
        "shapes": act.shapes,
        "expression": act.operations[-1].expression if act.operations else "",
        "operands": [
            _value(value.name or value.expression, value) for value in act.operands
        ],
        "result": result,
        "others": others,
    }


def _value(name, value):
    return {"name": name, "shape": None if value is None else list(value.shape)}


def _place(span):
    return span and [span.line, span.column, span.end_line, span.end_column]
