// What stands in the picture's cells, read by pointing or by keys; covers over
// what is to be predicted.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, root, holder } = player, { predict } = player;
const SVG = "http://www.w3.org/2000/svg";
const still = { mode: false, place: 0, row: 0, column: 0 };  // reading cells by keys
let cells = null, pinned = null, pointer = null, marked = "";

const cellFrame = () => Math.floor(player.frame * cells.data.rate / player.rate + 1e-6);
const places = () => (cells ? cells.at(cellFrame()) : []);
function release() {
  pinned = null;
  still.mode = false;
  // One that has lain still until the controls hid: what is read would hide what
  // the film goes on to.
  if (root.classList.contains("resting")) pointer = null;
}

// ---- covers

// Where it is asked nothing of a result is to be seen yet: what goes in, and stands
// in its place, is framed; what comes with it later is covered from the next frame on.
function hidden() {  // [box, what it is] of each
  const { boxes, asked } = predict.resultOf(player.act);
  return boxes.map((box, k) => [box, predict.isBeyond ? "cover" : asked[k]]).filter(([, kind]) => kind);
}
function renderCovers() {
  const covered = predict.isCovered(), { act } = player;
  const key = covered ? `${act} ${language} ${picture.seen} ${predict.isBeyond}` : "";
  if (at("covers").dataset.key === key) return;
  at("covers").dataset.key = key;
  const had = at("covers").contains(document.activeElement);
  at("covers").replaceChildren(...(covered ? hidden() : []).map(([box, kind], k) => {
    const [left, top, width, height] = box, cover = document.createElement("button");
    cover.type = "button";
    cover.className = kind;
    const [x, y, wide, high] = picture.seen;
    cover.style.cssText = `left:${(left - x) / wide * 100}%;top:${(top - y) / high * 100}%;width:${width / wide * 100}%;height:${height / high * 100}%`;
    if (k) { cover.tabIndex = -1; cover.setAttribute("aria-hidden", "true"); }
    else if (kind === "frame") cover.append(make("span", "?", "question"), make("span", say("framed"), "unseen"));
    else cover.append(make("span", "?", "question"), make("span", say("question")), make("span", say("reveal"), "hint"));
    cover.addEventListener("click", (event) => { event.stopPropagation(); commands.reveal(); });
    return cover;
  }));
  if (covered || had) at("covers").firstChild?.focus({ preventScroll: true });
}
const isUnder = (x, y) => predict.isCovered() && hidden().some(
  ([[left, top, width, height], kind]) => kind === "cover" && x >= left && x < left + width && y >= top && y < top + height);

// ---- what is pointed at

function hint() {  // what to do, where nothing is pointed at
  if (player.trouble) return say(player.trouble).replace("{}", film.rates[player.rate].video);
  if (predict.isOn) return predict.hint();
  return say(picture.playing ? "moving" : "point");
}
// The topmost cell that holds a value, else an empty one.
function hit(x, y) {
  if (isUnder(x, y)) return null;
  let empty = null;
  for (const place of places().reverse()) {
    const cell = place.cellAt(x, y);
    if (!cell) continue;
    if (place.isShown(...cell)) return { place, cell };
    empty ??= { place, cell };
  }
  return empty;
}
function target() {
  if (!cells || picture.playing || player.trouble || player.isSought) return null;
  if (still.mode) {
    const there = readable(), place = there[still.place % Math.max(1, there.length)];
    return place ? { place, cell: [still.row, still.column] } : null;
  }
  const point = pinned ?? pointer;
  return point ? hit(...point) : null;
}
// The places, without those under a cover, and without what has given its place
// to another: bars that a sum has grown out of are not there any more.
function readable() {
  const there = places(), full = there.filter((place) => place.hasValues);
  const isLeft = (place) => !full.includes(place) && full.some((one) => one.cellAt(...place.middle));
  return there.filter((place) => !isUnder(...place.middle) && !isLeft(place));
}
player.moveReading = (key) => {  // whether a key moves what is read
  const there = still.mode ? readable() : [], place = there[still.place];
  if (!place) return false;
  const turn = { "[": -1, "]": 1 }[key], step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (turn) Object.assign(still, { place: (still.place + turn + there.length) % there.length, row: 0, column: 0 });
  else if (step) {
    still.row = Math.max(0, Math.min(still.row + step[0], place.rows - 1));
    still.column = Math.max(0, Math.min(still.column + step[1], place.columns - 1));
  } else return false;
  showReading();
  return true;
};

// ---- what is read there

function showReading() {
  const found = target();
  const key = found ? `${player.frame} ${player.rate} ${found.place.key} ${found.cell} ${still.mode} ${language}` : `${hint()} ${language}`;
  if (marked === key) return;
  marked = key;
  at("reading").classList.toggle("hint", !found);
  // What can be done at any time is not spoken over what a step comes to.
  const isAlways = !found && [say("moving"), say("point")].includes(hint());
  at("readout").setAttribute("aria-live", isAlways ? "off" : "polite");
  at("by-keys").textContent = found && still.mode ? say("byKeys") : "";
  if (!found) {
    at("marks").replaceChildren();
    at("reading").textContent = cells || player.trouble ? hint() : "";
    at("reads").textContent = "";
    return;
  }
  const { place, cell: [row, column] } = found, { name, value, count } = cells.read(place, row, column);
  const title = place.title(row, column);
  at("reading").textContent = (title && `${title} · `) + (value === null ? `${name}: ${say("empty")}`
    : `${name} = ${count ? `${say("mean")} ${count}: ` : ""}${value}`);
  const there = places(), { marked: sources, names: from } = cells.sources(there, place, row, column);
  const operands = sources.length ? sources : cells.twins(there, place, row, column);
  at("reads").textContent = from.length ? `${say("from")} ${from.join(` ${say("and")} `)}` : cells.note(place, row, column);
  at("marks").replaceChildren(
    ...operands.flatMap((one) => outline(one.place.outlines(one.cells), one.place.lines ? "operand line" : "operand")),
    ...outline([place.mark(row, column)], "cell"));
}
function outline(rings, name) {  // lines have no halo, which would hide those beside them
  const path = rings.map((ring) => `M${ring.map((point) => point.map((one) => one.toFixed(1)).join(" ")).join("L")}Z`).join("");
  return (name.includes("line") ? [name] : ["halo", name]).map((one) => {
    const element = document.createElementNS(SVG, "path");
    element.setAttribute("d", path);
    element.setAttribute("class", one);
    return element;
  });
}

// ---- pointing

function pointOf(event) {
  const box = holder.getBoundingClientRect(), [left, top, wide, high] = picture.seen;
  return [left + (event.clientX - box.left) / box.width * wide, top + (event.clientY - box.top) / box.height * high];
}
holder.addEventListener("pointermove", (event) => { pointer = pointOf(event); if (!pinned) showReading(); });
holder.addEventListener("pointerleave", () => { pointer = null; showReading(); });
holder.addEventListener("click", (event) => {
  if (event.target.closest("#covers")) return;
  if (player.isSought && !picture.playing) return;
  const point = pointOf(event), found = cells && !picture.playing && hit(...point);
  still.mode = false;
  if (found) { pinned = pinned ? null : point; pointer = point; showReading(); }
  else if (pinned) { pinned = null; showReading(); }
  else commands.toggle();
});
commands.read = () => {
  if (!cells || !places().length) return;
  player.hold();
  pinned = null;
  still.mode = !still.mode;
  Object.assign(still, { place: 0, row: 0, column: 0 });
  showReading();
};
commands.leave = () => { release(); showReading(); };
// Go to a frame, and read a cell of an array there.
player.pointTo = async (frame, array, flat) => {
  player.hold();
  await player.go(frame);
  for (const place of places()) {
    if (place.array !== array) continue;
    for (let row = 0; row < place.rows; row += 1)
      for (let column = 0; column < place.columns; column += 1)
        if (place.flats(row, column)[0] === flat && place.isShown(row, column)) {
          const ring = place.ring(row, column);
          pinned = [0, 1].map((k) => ring.reduce((sum, point) => sum + point[k], 0) / ring.length);
          showReading();
          return;
        }
  }
};
picture.onView = () => { at("marks").setAttribute("viewBox", picture.seen.join(" ")); renderCovers(); };
player.onRelease.push(release);
player.onRender.push(renderCovers, showReading);

// ---- the cells of the film as it is laid out now

const known = new Map(), coming = new Set();  // file -> Cells; files
function useCells() {
  const file = picture.isUpright ? "upright-cells.js" : "cells.js";
  player.cells = cells = known.get(file) ?? null;
  root.dataset.cells = cells ? "ready" : "";
  release();
  marked = "";
  player.render();
  if (cells || coming.has(file)) return;
  coming.add(file);
  const script = document.createElement("script");
  script.src = `films/${film.name}/${file}`;
  script.onload = () => { known.set(file, new Cells(window.matreelCells)); useCells(); };
  document.head.append(script);
}
if (window.matreelCells) known.set("cells.js", new Cells(window.matreelCells));  // in a page that is one file
if (window.matreelCells || film.hasCells) {
  setTimeout(useCells);
  picture.onTurn = useCells;
} else at("predict").hidden = true;
})();
