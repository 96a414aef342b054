"""A network that reads letter by letter, and remembers."""

import numpy as np

TEXT = "hello hello"
LETTERS = sorted(set(TEXT))
HIDDEN = 6


def one_hot(letter):
    column = np.zeros((len(LETTERS), 1))
    column[LETTERS.index(letter)] = 1
    return column


def read(text, from_letter, from_state, to_letter, state_bias, letter_bias):
    state, loss = np.zeros((HIDDEN, 1)), 0.0
    for now, following in zip(text, text[1:]):
        letter = one_hot(now)
        state = np.tanh(from_letter @ letter + from_state @ state + state_bias)
        scores = to_letter @ state + letter_bias
        shares = np.exp(scores) / np.sum(np.exp(scores))
        loss += -np.log(shares[LETTERS.index(following), 0])
    return loss / (len(text) - 1)


def main():
    draw = np.random.default_rng(2).normal
    count = len(LETTERS)
    read(
        TEXT,
        draw(size=(HIDDEN, count)),
        draw(size=(HIDDEN, HIDDEN)) / 2,
        draw(size=(count, HIDDEN)),
        np.zeros((HIDDEN, 1)),
        np.zeros((count, 1)),
    )


if __name__ == "__main__":
    main()
