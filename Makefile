# Each target first installs what is missing; where nothing is, that takes a moment.
# PYTHON=python3.12 chooses the interpreter, ARGS="..." goes on to the program that is run.

.PHONY: forward publish gallery live test quick check format mutants bench setup setup-for-tests

forward: setup
	@.venv/bin/manim render $(ARGS) scenes/forward.py

publish: setup
	@.venv/bin/python -m scenes publish $(ARGS)

gallery: setup
	@.venv/bin/python -m scenes gallery $(ARGS)

# A page on this machine that plays what is drawn, or what your code computes.
live: setup
	@.venv/bin/python -m scenes live $(ARGS)

# All tests, in as many processes as there are cores; the slow ones first, so that no
# process works at one of them when the others have come to an end.
test: setup-for-tests
	@.venv/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

# Of what is worked on most, those that render nothing: under a minute on two cores.
QUICK = $(addprefix tests/network/,files recorder trace) \
	$(addprefix tests/scenes/,acts arrays film reading words) tests/test_rooms.py tests/test_documents.py
quick: setup
	@.venv/bin/python -m pytest --numprocesses auto --dist loadfile -m "not slow and not broad" $(QUICK) $(ARGS)

# What CI asks of the code before the tests: ruff's rules and form, and mypy on the types.
check: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

# Puts the code into ruff's form and mends what it can.
format: setup
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# Plants faults and prints those that no test notices.
mutants: setup
	@.venv/bin/python -m tests.mutants $(ARGS)

bench: setup
	@.venv/bin/python -m tests.benchmarks $(ARGS)

setup:
	@tools/setup.sh

setup-for-tests:
	@tools/setup.sh --for-tests
