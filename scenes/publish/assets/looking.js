// Where to look on a screen that is higher than wide: the stage is seen through a
// window that goes where something changes, and stands still as long as that is in
// it. A film begins at the left, with what it starts from.
"use strict";

const LOOK = 15, AHEAD_LOOKS = 8;  // moments, of 60 a second, between two looks; looks that it looks ahead
const MOVES = 48, STANDS = 150;  // moments in which it moves, and that it stands at least
const BESIDE = 60, FAR = 20;  // design pixels beside what happens; that it moves at least
const MOST_WIDE = 0.7, FARTHEST = 1.35;  // which share of what happens is to be seen whole, and from how far at most

class Looking {
  // stage: [left, top, width, height] in design pixels.
  constructor(score, stage) {
    Object.assign(this, { score, stage });
    this.known = new WeakMap();  // piece -> its windows
    this.shape = 0;
  }
  // [left, top, width, height] of what is seen at a moment, in a shape: how many
  // times as wide as high; null: the moment is not here.
  at(spoken, moment, shape) {
    if (shape !== this.shape) { this.known = new WeakMap(); this.shape = shape; }
    const stands = this.score.at(spoken, moment), [, top, , high] = this.stage;
    if (!stands) return null;
    const before = this.score.before(spoken, moment), windows = this.windowsOf(stands.piece);
    const number = Math.max(0, lastUpTo(windows.map(({ from }) => from), stands.since)), now = windows[number];
    const from = number ? windows[number - 1] : before ? this.windowsOf(before).at(-1) : now, share = eased((stands.since - now.from) / MOVES);
    const mixed = (name) => from[name] + (now[name] - from[name]) * share;
    return [mixed("left"), top, mixed("wide"), high];
  }
  windowsOf(piece) {
    if (!this.known.has(piece)) this.known.set(piece, this.lookedFor(piece));
    return this.known.get(piece);
  }
  lookedFor(piece) {
    const [least, , most, high] = this.stage, room = Math.min(high * this.shape, most);
    const boxes = changesOf(piece, [least, least + most], FARTHEST * room - 2 * BESIDE);
    const widths = boxes.filter(Boolean).map(([left, right]) => right - left).sort((one, other) => one - other);
    const need = (widths[Math.floor(MOST_WIDE * (widths.length - 1))] ?? 0) + 2 * BESIDE;
    const wide = Math.min(Math.max(need, room), FARTHEST * room, most);
    const on = (number, from) => {
      let seen = null;
      for (const box of boxes.slice(number, number + AHEAD_LOOKS)) {
        const both = hull(seen, box);
        if (seen && both[1] - both[0] > wide - BESIDE) break;
        seen = both;
      }
      seen ??= [least, least + most];
      return { from, wide, left: Math.max(least, Math.min((seen[0] + seen[1] - wide) / 2, least + most - wide)) };
    };
    const isIn = (box, { left }) => !box || (box[0] >= left && box[1] <= left + wide);
    const windows = [piece.first ? on(0, 0) : { from: 0, wide, left: beginningOf(piece, least, least + most - wide) }];
    boxes.forEach((box, number) => {
      const last = windows.at(-1), from = number * LOOK;
      if (isIn(box, last) || from < last.from + STANDS) return;
      const next = on(number, from);
      if (Math.abs(next.left - last.left) > FAR) windows.push(next);
    });
    return windows;
  }
}
// Where a window begins whose film has just begun: beside the leftmost thing on the stage.
function beginningOf(piece, least, most) {
  const looks = piece.moments[0][1].filter((look) => !piece.apart.has(look));
  const lefts = looks.map((look) => edgesOf(piece, piece.looks.at(look))[0] / UNIT).filter((left) => left > least);
  return Math.max(least, Math.min(Math.min(...lefts) - BESIDE, most));
}
const eased = (share) => { const within = Math.max(0, Math.min(share, 1)); return within * within * (3 - 2 * within); };
const hull = (one, other) => (!one || !other ? one ?? other : [Math.min(one[0], other[0]), Math.max(one[1], other[1])]);
// [left, right] in design pixels of what changes on the stage, at each look of a
// piece; null: nothing does. A part in which something changes is seen whole, if
// there is room; of much, the largest and what there is room for beside it.
function changesOf(piece, [least, most], room) {
  const found = [];
  const edges = (marks) => {
    const [left, , right] = edgesOf(piece, marks);
    return [Math.max(least, left / UNIT), Math.min(most, right / UNIT)];
  };
  const wide = ([left, right]) => right - left;
  const changed = (some, others) => {
    const known = new Set(others.flatMap((look) => piece.looks.at(look)));
    return some.filter((look) => !others.includes(look)).flatMap((look) => {
      const whole = edges(piece.looks.at(look));
      return wide(whole) <= room ? [whole] : piece.looks.at(look).filter((mark) => !known.has(mark)).map((mark) => edges([mark]));
    });
  };
  let before = null;
  for (let moment = 0; moment <= piece.frames.at(-1); moment += LOOK) {
    const looks = piece.moments[Math.max(0, lastUpTo(piece.frames, moment))][1].filter((look) => !piece.apart.has(look));
    const boxes = before ? [...changed(looks, before), ...changed(before, looks)].filter((box) => wide(box) > 0) : [];
    let seen = null;
    for (const box of boxes.sort((one, other) => wide(other) - wide(one))) {
      const both = hull(seen, box);
      if (!seen || wide(both) <= room) seen = both;
    }
    found.push(seen);
    before = looks;
  }
  return found;
}
