"""python -m tests.mutants.unfelt PLACE FELT.json ... : what nothing felt in PLACE.

PLACE is a module, or a folder, of which its modules are counted; FELT.json is what
tests.mutants.felt has written. Of each place: its line, whether it was reached at all,
what is changed in it.
"""

import json
from collections import Counter
from pathlib import Path

import click


@click.command()
@click.argument("place")
@click.argument("written", nargs=-1, required=True, type=click.Path(exists=True))
def main(place, written):
    """Print the places of PLACE, a path from the root, that nothing felt."""
    keys, felt, reached = {}, set(), set()
    for path in written:
        known = json.loads(Path(path).read_text("utf-8"))
        keys |= known["keys"]
        felt |= set(known["by"])
        reached |= set(known["reached"])
    unfelt = [key for key in keys if key.startswith(place) and key not in felt]
    if place.endswith(".py"):
        for key in sorted(unfelt, key=lambda key: keys[key][0]):
            line, _, what = keys[key]
            print(line, "reached" if key in reached else "NOT REACHED", what, sep="\t")
    else:
        for module, count in Counter(key.split(":")[0] for key in unfelt).most_common():
            print(count, module, sep="\t")
    print(f"{len(unfelt)} of {sum(key.startswith(place) for key in keys)}")


if __name__ == "__main__":
    main()
