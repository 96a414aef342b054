// Which act and which step a frame belongs to, and where each begins and ends.
"use strict";

class Moments {
  constructor(film) {
    this.film = film;
    this.rates = Object.keys(film.rates).map(Number).sort((one, other) => one - other);
    this.acts = film.steps.flatMap((step, number) => step.acts.map((act) => ({ ...act, step, number })));
  }
  frames(rate) { return this.film.rates[rate].frames; }
  within(frame, rate) { return Math.max(0, Math.min(frame, this.frames(rate) - 1)); }
  firstFrame(seconds, rate) { return Math.ceil(seconds * rate - 1e-6); }
  startOf(step, rate) { return this.firstFrame(this.film.steps[step].start, rate); }
  // The number of the act that a frame is of.
  actAt(frame, rate) {
    let found = 0;
    for (let k = 1; k < this.acts.length; k += 1) if (this.firstFrame(this.acts[k].start, rate) <= frame) found = k;
    return found;
  }
  stepAt(frame, rate) { return this.acts[this.actAt(frame, rate)].number; }
  lastOfAct(act, rate) {
    return act + 1 < this.acts.length ? this.firstFrame(this.acts[act + 1].start, rate) - 1 : this.frames(rate) - 1;
  }
  // The last frame of a step: all that it computes stands there.
  settledFrame(step, rate) {
    return step + 1 < this.film.steps.length ? this.startOf(step + 1, rate) - 1 : this.frames(rate) - 1;
  }
}
