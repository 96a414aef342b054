"""Six words look at each other: one layer of attention with two heads."""

import numpy as np

WORDS = "the cat sat on the mat".split()
WIDTH, HEADS = 8, 2


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def attend(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    later = np.triu(np.full(scores.shape, -np.inf), k=1)
    return softmax(scores + later) @ values


def layer(words, to_queries, to_keys, to_values, to_words):
    queries, keys, values = words @ to_queries, words @ to_keys, words @ to_values
    heads = []
    for head in range(HEADS):
        part = slice(head * WIDTH // HEADS, (head + 1) * WIDTH // HEADS)
        heads.append(attend(queries[:, part], keys[:, part], values[:, part]))
    mixed = np.concatenate(heads, axis=1)
    return words + mixed @ to_words


def main():
    draw = np.random.default_rng(0).normal
    names = sorted(set(WORDS))
    embeddings = draw(size=(len(names), WIDTH))
    weights = [draw(size=(WIDTH, WIDTH)) / np.sqrt(WIDTH) for _ in range(4)]
    words = embeddings[[names.index(word) for word in WORDS]]
    layer(words, *weights)


if __name__ == "__main__":
    main()
