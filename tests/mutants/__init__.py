"""Plants faults in chosen modules, one at a time, and prints the survivors.

    make mutants                                     # all rooms, some faults each
    make mutants ARGS="scenes/acts/pick.py --most 20"
    make mutants ARGS="scenes/acts --kind planners --kind words"

A fault that no test notices is a test that is missing.
"""
