# Each target first installs what is missing; where nothing is, that takes a moment.
# PYTHON=python3.12 chooses the interpreter, ARGS="..." goes on to the program that is run.

.PHONY: forward publish gallery test bench setup setup-for-tests

forward: setup
	@.venv/bin/manim render $(ARGS) scenes/forward.py
	@echo "The video is in media/videos/forward, in a folder for each size and rate."

publish: setup
	@.venv/bin/python -m scenes publish $(ARGS)

gallery: setup
	@.venv/bin/python -m scenes gallery $(ARGS)

test: setup-for-tests
	@.venv/bin/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

bench: setup
	@.venv/bin/python -m tests.benchmarks $(ARGS)

setup:
	@tools/setup.sh

setup-for-tests:
	@tools/setup.sh --for-tests
