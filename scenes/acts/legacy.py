"""Plans as bags: gone when the last act has a typed plan of its own."""
from dataclasses import dataclass, field

from scenes.acts.act import Act as TypedAct
from scenes.acts.act import planned
from scenes.acts.schedule import one_by_one


@dataclass(frozen=True, kw_only=True)
class BagAct(TypedAct):
    kind: str = ""
    options: dict = field(default_factory=dict)


_ORDER = ("kind operations operands result result_name seconds title lead "
          "caption mark shapes step_name haste turns options").split()


def Act(*given, **more):
    return BagAct(**dict(zip(_ORDER, given)), **more)


def made(kind, moment, seconds, title, lead, *, count=1, turns=None,
         caption="", step_name="", **options):
    return planned(BagAct, moment, seconds, title, lead, count=count,
                   turns=turns, caption=caption, step_name=step_name,
                   kind=kind, options={"target": moment.target, **options})


class Rhythm:
    def __init__(self, first, shrink, least, start=1.0):
        self.given = dict(first=first, shrink=shrink, least=least,
                          start=start)

    def turns(self, count):
        return one_by_one(count, **self.given)


FLIP = 1.8    # seconds in which a matrix turns over
UPDATE = 9.0  # seconds in which a matrix or column is changed
LINGER = 1.5   # seconds in which a result stands before it is enlarged
ENLARGE = 1.2  # seconds in which it is
BACK = 1.0     # seconds in which the sheet that went first goes back
# By the kind of act: the seconds of what goes alone, and of all others.
TELLING = {"slope": {"alone": 4.4, "together": 3.0},
           "table": {"alone": 4.6, "together": 3.0},
           "stamp": {"alone": 5.4, "together": 4.0},
           "update_sheets": {"alone": 7.6, "together": 3.0}}
