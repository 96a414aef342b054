"""A policy that learns from the rewards of an episode, in the way of many short
programs: its weights are drawn into a dictionary, what happens is kept in lists."""

import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def discounted_rewards(rewards, discount=0.9):
    """What follows each moment: (moments, 1), of the same shape."""
    discounted = np.zeros_like(rewards)
    running = 0
    for t in reversed(range(rewards.size)):
        if rewards[t] != 0:
            running = 0
        running = running * discount + rewards[t]
        discounted[t] = running
    return discounted


def episode(seed, moments=4, hidden=5, inputs=4, rate=0.01, decay=0.99):
    """Play and learn once; the weights that come of it."""
    rng = np.random.default_rng(seed)
    model = {
        "W1": rng.standard_normal((hidden, inputs)) / np.sqrt(inputs),
        "W2": rng.standard_normal(hidden) / np.sqrt(hidden),
    }
    cache = {key: np.zeros_like(weights) for key, weights in model.items()}
    seen, states, errors, rewards = [], [], [], []
    for t in range(moments):
        x = rng.standard_normal(inputs)
        h = np.dot(model["W1"], x)
        h[h < 0] = 0
        chance = sigmoid(np.dot(model["W2"], h))
        action = 1 if rng.uniform() < chance else 0
        seen.append(x)
        states.append(h)
        errors.append(action - chance)
        rewards.append(1.0 if t == moments - 1 else 0.0)
    seen, states = np.vstack(seen), np.vstack(states)
    errors, rewards = np.vstack(errors), np.vstack(rewards)
    worth = discounted_rewards(rewards)
    worth -= np.mean(worth)
    worth /= np.std(worth)
    errors *= worth
    back = np.outer(errors, model["W2"])
    back[states <= 0] = 0
    slopes = {"W1": np.dot(back.T, seen), "W2": np.dot(states.T, errors).ravel()}
    for key, slope in slopes.items():
        cache[key] = decay * cache[key] + (1 - decay) * slope**2
        model[key] += rate * slope / (np.sqrt(cache[key]) + 1e-5)
    return model
