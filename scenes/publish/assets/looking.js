// Where to look on a screen that is higher than wide: the stage is seen through a
// window that holds all that a step has told, as long as that stands. It comes as
// near as that allows, goes seldom, and while it goes nothing told leaves it.
"use strict";

const LOOK = 15;  // moments, of 60 a second, between two looks
const MOVES = 36;  // moments in which it moves
const MOVING = Math.ceil(MOVES / LOOK), STANDS = 8;  // looks: in which it moves, and that it stands at least
const FADED = 0.05, VISIBLE = 0.3;  // opacity: so much more is new; less is not there yet
const BESIDE = 30;  // design pixels beside what is told
const MOVE_COSTS = 4;  // as much as that many looks from twice as far

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
  // [{from: a moment of the piece, left, wide}]
  lookedFor(piece) {
    const [least, , most, high] = this.stage, room = Math.min(high * this.shape, most);
    const windowOn = (told) => {
      const [left, right] = told ?? [least, least + most], wide = Math.min(Math.max(right - left + 2 * BESIDE, room), most);
      return { wide, left: Math.max(least, Math.min((left + right - wide) / 2, least + most - wide)) };
    };
    const needs = toldOf(piece, [least, least + most], room - 2 * BESIDE);
    const windows = [];
    for (const [from, told] of spansOf(needs, (one) => (one ? windowOn(one).wide / room - 1 : 0))) {
      const last = windows.at(-1), next = windowOn(told), isIn = last?.wide === next.wide && told && told[0] >= last.left && told[1] <= last.left + last.wide;
      if (!last || (told && !isIn)) windows.push({ from: from * LOOK, ...next });
    }
    return windows;
  }
}
const eased = (share) => { const within = Math.max(0, Math.min(share, 1)); return within * within * (3 - 2 * within); };
const hull = (one, other) => (!one || !other ? one ?? other : [Math.min(one[0], other[0]), Math.max(one[1], other[1])]);
// [[first look, what is to be seen], ...]: where one window does for many looks, and
// another is worth the move. `far`: how much farther than need be a window is.
function spansOf(needs, far) {
  const best = [{ cost: 0 }];  // up to a look
  for (let end = 1; end <= needs.length; end += 1) {
    // While the next window is on its way to what it shows, this one shows it, too.
    let told = needs.slice(end, end + MOVING).reduce(hull, null), found = null;
    for (let start = end - 1; start >= 0; start -= 1) {
      told = hull(told, needs[start]);
      if (start && end - start < STANDS || !best[start]) continue;
      const cost = best[start].cost + MOVE_COSTS + far(told) * (end - start);
      if (!found || cost < found.cost) found = { cost, before: best[start], span: [start, told] };
    }
    best.push(found);
  }
  const spans = [];
  for (let one = best.at(-1); one?.span; one = one.before) spans.unshift(one.span);
  return spans;
}
// [left, right] in design pixels of what is to be seen at each look of a piece; null:
// nothing is. That is what came or changed in its step, until it goes or fades. A
// part that has some of it is seen whole, if there is room.
function toldOf(piece, [least, most], room) {
  const leaves = new Map(), told = new Map(), found = [];  // look -> its leaves; what is told -> [left, right]
  const leavesAt = (look) => {
    if (!leaves.has(look)) leaves.set(look, leavesOf(piece, piece.looks.at(look), 1).filter(([, opacity]) => opacity > VISIBLE));
    return leaves.get(look);
  };
  const tell = (some) => { for (const [key, , [left, , right]] of some) told.set(key, [Math.max(least, left / UNIT), Math.min(most, right / UNIT)]); };
  const around = (boxes) => [...boxes].filter(([left, right]) => left < right).reduce(hull, null);
  let before = null;
  for (let moment = 0; moment < piece.frames.at(-1) + LOOK; moment += LOOK) {
    const looks = piece.moments[Math.max(0, lastUpTo(piece.frames, moment))][1].filter((look) => !piece.apart.has(look));
    const come = (before ? looks : []).filter((look) => !before.includes(look)).map(leavesAt);
    const gone = new Map((before ?? []).filter((look) => !looks.includes(look)).flatMap(leavesAt)), stand = new Map(come.flat());
    for (const [key, opacity] of gone) if (!((stand.get(key) ?? 0) > opacity - FADED)) told.delete(key);
    for (const part of come) {
      const fresh = part.filter(([key, opacity]) => opacity > (gone.get(key) ?? 0) + FADED);
      const lefts = part.map(([, , box]) => box[0]), rights = part.map(([, , box]) => box[2]);
      if (fresh.length) tell(Math.max(...rights) - Math.min(...lefts) <= room * UNIT ? part : fresh);
    }
    if (!before && !piece.first) tell(beginningOf(looks.map(leavesAt), least * UNIT));
    found.push(around(told.values()));
    before = looks;
  }
  return found;
}
// [what it looks like but for opacity, opacity, box] of all marks in some.
function leavesOf(piece, numbers, opacity) {
  return numbers.flatMap((number) => {
    const mark = piece.marks.at(number);
    if (mark[0] === 5) return leavesOf(piece, mark[6], opacity * mark[1] / 1000);
    const at = OPACITY[mark[0]];
    piece.keys[number] ??= JSON.stringify(at ? mark.filter((_, k) => k !== at) : mark);
    return [[piece.keys[number], at ? opacity * mark[at] / 1000 : opacity, edgesOf(piece, [number])]];
  });
}
const OPACITY = [9, 6, 5, 7];  // where it stands, by the kind of a mark
// What stands at the left of a film that begins.
function beginningOf(parts, least) {
  const leftOf = (part) => Math.min(...part.map(([, , [left]]) => left));
  return parts.filter((part) => leftOf(part) > least && part.length).sort((one, other) => leftOf(one) - leftOf(other))[0] ?? [];
}
