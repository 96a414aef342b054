// A film's page: keys, the address, what stands beside the picture, readings.
// What a trace says is set as text, never as markup.
"use strict";
(() => {
const film = window.matreelFilm;
const SVG = "http://www.w3.org/2000/svg";

// ---- the page of a film

const at = (id) => document.getElementById(id);
const rates = Object.keys(film.rates).map(Number).sort((one, other) => one - other);
const acts = film.steps.flatMap((step, number) => step.acts.map((act) => ({ ...act, step, number })));
const still = { mode: false, place: 0, row: 0, column: 0 };  // reading cells by keys
let rate = rates[0], frame = 0, cells = null, shownAct = null;
let trouble = "";  // what to say where the picture is not that of `frame`
let sought = false, late = 0;  // `frame` is not on the screen yet; a timer until that is said
let predicting = false, captioned = false, pinned = null, pointer = null, marked = "";
const revealed = new Set();
let keysOff = remembered.get("keys") === "off";  // letters and digits
let goal = null;  // the frame that playing stops at
let landed = null;  // the step whose settled frame a link led to
const player = at("player"), holder = at("picture");
// Drawn here where it can be; ?video shows the videos, if there are some.
const hasVideos = rates.every((one) => film.rates[one].video);
const isDrawn = Score.works(film.score) && !(hasVideos && new URLSearchParams(location.search).has("video"));
const picture = new (isDrawn ? Stage : Picture)(film, holder, { onFrame: arrive, onEnd() { pause(); }, onShown: shown });

const frames = () => film.rates[rate].frames;
const inFilm = (number) => Math.max(0, Math.min(number, frames() - 1));
const firstFrame = (seconds, at = rate) => Math.ceil(seconds * at - 1e-6);
const actAt = (number) => {
  let found = 0;
  for (let k = 1; k < acts.length; k += 1) if (firstFrame(acts[k].start) <= number) found = k;
  return found;
};
const cellFrame = () => Math.floor(frame * cells.data.rate / rate + 1e-6);
const places = () => (cells ? cells.at(cellFrame()) : []);

function go(number) {
  frame = inFilm(number);
  release();
  sought = true;
  late ||= setTimeout(() => { late = -1; render(); }, 300);
  render();
  settleAddress();
  return picture.seek(rate, frame);
}
// The last seek led to a frame, which is the one asked for but where the browser
// shows another; to none where the video cannot be loaded; undefined: the
// whole of it is being loaded first.
function shown(number) {
  clearTimeout(late);
  sought = number === undefined;
  late = sought ? -1 : 0;
  trouble = sought ? "loading" : number === null ? (isDrawn ? "noPiece" : noVideo()) : "";
  if (typeof number === "number") frame = number;
  render();
}
function noVideo() {
  return player.querySelector("video").canPlayType('video/mp4; codecs="avc1.640028"') ? "noVideo" : "noDecoder";
}
function arrive(number) {  // a frame came while playing
  frame = number;
  if (goal !== null && frame >= goal) {
    const last = goal;
    pause();
    go(last);
    return;
  }
  const stop = predicting ? stopAt(actAt(frame)) : null;
  if (stop !== null && frame >= stop && !revealed.has(actAt(frame))) {
    pause();
    go(stop);
    return;
  }
  render();
  addressSoon();
}
// Play, to the end or to a frame. Where a link led to is played from its start.
function play(to = null) {
  const isThere = landed !== null && frame === settledFrame(landed);
  const start = to !== null ? null : isThere ? firstFrame(film.steps[landed].start) : frame >= frames() - 1 ? 0 : null;
  landed = null;
  goal = to;
  reveal();
  release();
  if (start === null) picture.play();
  else go(start).then(() => { picture.play(); render(); });
  render();
}
function pause() {
  goal = null;
  picture.pause();
  go(frame);
}
function reveal() {
  const number = actAt(frame), was = isCovered();
  if (was) revealed.add(number);
  return was;
}
const release = () => { pinned = null; still.mode = false; };

// ---- predict, then reveal

const resultOf = (number) => cells?.data.results[number] ?? null;
function stopAt(number) {  // the frame before the result of an act appears
  const result = resultOf(number);
  return result && Math.max(Math.floor(result.frame * rate / cells.data.rate + 1e-6), firstFrame(acts[number].start));
}
function isCovered() {
  const number = actAt(frame), stop = predicting ? stopAt(number) : null;
  return stop !== null && frame >= stop && !revealed.has(number);
}
function lastFrameOf(number) {
  return number + 1 < acts.length ? firstFrame(acts[number + 1].start) - 1 : frames() - 1;
}
function stops() {  // where predicting goes from key to key
  const found = [];
  film.steps.forEach((step, number) => {
    const own = acts.flatMap((act, k) => (act.number === number && resultOf(k) ? [stopAt(k)] : []));
    found.push(...(own.length ? own : [firstFrame(step.start)]));
  });
  return found;
}

// The last frame of a step: all that it computes stands there.
function settledFrame(number) {
  const next = film.steps[number + 1];
  return next ? firstFrame(next.start) - 1 : frames() - 1;
}
const stepNow = () => film.steps.indexOf(acts[actAt(frame)].step);
// Where "next" stops: the settled frame of this step, or from there of the next.
function nextSettled() {
  const now = stepNow();
  return settledFrame(frame < settledFrame(now) ? now : Math.min(now + 1, film.steps.length - 1));
}
function jumpToStep(number) {  // from a list; it can be gone back from
  clearTimeout(addressTimer);
  writeAddress();
  goal = null;
  if (picture.playing) moveTo(firstFrame(film.steps[number].start));
  else {
    go(settledFrame(number));
    landed = number;
  }
  history.pushState(null, "", addressOf());
}

const commands = {
  nextFrame() { hold(); go(frame + 1); },
  previousFrame() { hold(); go(frame - 1); },
  nextStep() {
    if (!predicting) {
      if (picture.playing && goal === null) {
        const next = film.steps.find((step) => firstFrame(step.start) > frame);
        moveTo(next ? firstFrame(next.start) : frames() - 1);
      } else if (picture.playing) { const last = goal; pause(); go(last); }
      else if (frame < frames() - 1) play(nextSettled());
    } else if (reveal()) moveTo(lastFrameOf(actAt(frame)));
    else moveTo(stops().find((stop) => stop > frame) ?? frames() - 1);
  },
  previousStep() {
    if (predicting) {
      const slack = picture.playing ? rate : 0;
      const before = stops().filter((mark) => mark + slack < frame).pop() ?? 0;
      for (const number of revealed) if (stopAt(number) >= before) revealed.delete(number);
      moveTo(before);
      return;
    }
    const now = stepNow();
    if (picture.playing && goal === null) {  // the step's beginning; just after it that of the one before
      const starts = film.steps.map((step) => firstFrame(step.start));
      moveTo(starts.filter((start) => start + rate < frame).pop() ?? 0);
      return;
    }
    hold();
    go(now ? settledFrame(now - 1) : 0);
  },
  toggle() { if (picture.playing) pause(); else play(); },
  first() { moveTo(0); },
  last() { hold(); go(frames() - 1); },
  reveal() { if (isCovered()) play(); },
  otherRate() { changeRate(rates[(rates.indexOf(rate) + 1) % rates.length]); },
  predict() {
    predicting = !predicting;
    revealed.clear();
    at("predict").setAttribute("aria-pressed", predicting);
    if (predicting && cells && isCovered() && frame > stopAt(actAt(frame))) revealed.add(actAt(frame));
    render();
  },
  captions() { captioned = !captioned; showCaptions(); },
  fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else player.requestFullscreen?.().catch(() => {});
  },
  help() { if (at("more").open) at("more").close(); if (at("help").open) at("help").close(); else at("help").showModal(); },
  read() {
    if (!cells || !places().length) return;
    hold();
    pinned = null;
    still.mode = !still.mode;
    Object.assign(still, { place: 0, row: 0, column: 0 });
    showReading();
  },
  leave() { release(); showReading(); },
};
function hold() { goal = null; if (picture.playing) picture.pause(); }
function moveTo(number) {  // playing goes on from there
  const playing = picture.playing;
  landed = null;
  go(number).then(() => { if (playing) picture.play(); });
}
async function changeRate(next) {
  const playing = picture.playing;
  if (next === rate) return;
  frame = Math.min(Math.floor(frame * next / rate + 1e-6), film.rates[next].frames - 1);
  rate = next;
  picture.pause();
  goal = null;
  await go(frame);
  showCaptions();
  if (playing) picture.play();
}

const KEYS = {
  ArrowLeft: "previousFrame", ArrowRight: "nextFrame", ",": "previousFrame", ".": "nextFrame",
  ArrowUp: "previousStep", ArrowDown: "nextStep", PageUp: "previousStep", PageDown: "nextStep",
  " ": "toggle", k: "toggle", Home: "first", End: "last", Enter: "reveal", s: "otherRate", r: "read",
  p: "predict", c: "captions", f: "fullscreen", "?": "help", Escape: "leave",
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches?.("input:not([type=range]), select, textarea")) return;
  if (keysOff && event.key.length === 1 && event.key !== " ") return;
  if (document.querySelector("dialog[open]:not(#help)")) return;
  if (at("help").open) { if (event.key === "?") { event.preventDefault(); commands.help(); } return; }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const native = event.target.closest?.("button, a, summary");
  if (native && (key === "Enter" || key === " ")) return;
  if (event.target.id === "source" && key.startsWith("Arrow")) return;
  if (still.mode && moveReading(key)) { event.preventDefault(); return; }
  if (/^\d$/.test(key)) moveTo(Math.floor(frames() * Number(key) / 10));
  else if (key === "l") changeLanguage();
  else if (KEYS[key]) {
    if (event.repeat && /toggle|otherRate|read|predict|captions|fullscreen|help/.test(KEYS[key])) return;
    commands[KEYS[key]]();
  } else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-do]"))
  button.addEventListener("click", (event) => {
    commands[button.dataset.do]();
    if (event.detail) button.blur();  // else the space bar would press it again
  });
at("seek").addEventListener("input", () => { hold(); go(Number(at("seek").value)); });

// ---- the address follows the moment

let addressTimer = 0;
function addressOf() {
  const step = acts[actAt(frame)].step;
  const which = rate === rates[0] ? "" : `rate=${rate}`;
  if (frame === 0) return `#${film.name}${which && `@${which}`}`;
  if (settledFrame(film.steps.indexOf(step)) === frame) return `#${film.name}/${step.slug}${which && `@${which}`}`;
  return `#${film.name}@frame=${frame}${which && `&${which}`}`;
}
function settleAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(writeAddress, 150);
}
function addressSoon() {
  if (Date.now() - (addressSoon.last ?? 0) < 1000) return;  // browsers refuse many a second
  addressSoon.last = Date.now();
  writeAddress();
}
function writeAddress() {
  if (location.hash !== addressOf()) history.replaceState(null, "", addressOf());
}
function openAddress(hash) {
  const wanted = parseAddress(hash);
  if (wanted.film && wanted.film !== film.name) {
    if (/^[\w-]+$/.test(wanted.film)) location.replace(`index.html${hash}`);
    return;
  }
  clearTimeout(addressTimer);  // it would write where the film was
  picture.pause();
  if (rates.includes(wanted.rate)) rate = wanted.rate;
  else if (hash) rate = rates[0];
  goal = null;
  const step = film.steps.findIndex((one) => one.slug === wanted.slug);
  landed = wanted.frame === undefined && step >= 0 && !predicting ? step : null;
  const there = step < 0 ? 0 : landed === null ? firstFrame(film.steps[step].start) : settledFrame(step);
  frame = inFilm(wanted.frame ?? there);
  go(frame).then(showCaptions);
}
window.addEventListener("hashchange", (event) => openAddress(new URL(event.newURL).hash));
window.addEventListener("popstate", () => openAddress(location.hash));
window.addEventListener("pagehide", writeAddress);

// ---- what is shown beside the picture

function render() {
  const act = acts[actAt(frame)], seconds = frame / rate;
  at("clock").textContent = trouble.startsWith("no") ? "–"
    : `${clock(seconds)} · ${late < 0 ? "…" : frame} / ${frames() - 1}`;
  const seek = at("seek");
  seek.max = frames() - 1;
  seek.value = frame;
  seek.style.setProperty("--done", `${100 * frame / Math.max(1, frames() - 1)}%`);
  seek.setAttribute("aria-valuetext", language === "zh"
    ? `第 ${frame} 帧，共 ${frames()} 帧，${told(act.step.name)}`
    : `Frame ${frame} of ${frames()}, ${told(act.step.name)}`);
  player.classList.toggle("playing", picture.playing);
  at("play").setAttribute("aria-label", say(picture.playing ? "pause" : "play"));
  if (shownAct !== act) { shownAct = act; renderAct(act); }
  renderMark(act);
  renderCovers();
  showCaptions();
  showReading();
  sayResult();
  for (const hear of window.matreelPlayer?.onRender ?? []) hear();
}
// What a step comes to is said where it has settled, for who cannot see it.
function sayResult() {
  const step = film.steps[stepNow()], isSettled = frame === settledFrame(stepNow());
  const words = !picture.playing && isSettled && !isCovered() && !trouble ? `${told(step.title)}. ${told(step.words)}` : "";
  if (at("spoken").textContent !== words) at("spoken").textContent = words;
}
function renderAct(act) {
  at("now-title").textContent = told(act.title);
  at("now-words").textContent = told(act.lead);
  const rows = act.operands.filter((operand) => operand.name).map((operand) => [say("input"), operand]);
  if (act.result?.name && act.result.shape && act.expression) rows.push([say("output"), act.result]);
  at("operands").replaceChildren(...rows.flatMap(([word, value]) => {
    const shape = make("span", value.shape?.length ? value.shape.join(" × ") : "1", "shape");
    const name = make("dd", value.name);
    name.append(" ", shape);
    return [make("dt", word), name];
  }));
  at("steps-title").textContent = say("stepOf").replace("{}", film.steps.indexOf(act.step) + 1).replace("{}", film.steps.length);
  for (const link of at("steps").querySelectorAll("a")) {
    const isNow = link.dataset.slug === act.step.slug;
    if (isNow) { link.setAttribute("aria-current", "step"); scrollInto(at("steps"), link); }
    else link.removeAttribute("aria-current");
  }
  renderSource(act.step);
  at("shapes").textContent = act.shapes;
}
function make(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}
function scrollInto(box, element) {  // moves the box alone, never the page
  const top = element.offsetTop, bottom = top + element.offsetHeight;
  if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight)
    box.scrollTop = top - (box.clientHeight - element.offsetHeight) / 2;
}
function renderSteps() {
  let around = "";
  at("steps").replaceChildren(...film.steps.flatMap((step) => {
    const within = step.within ? told(step.within).join(" › ") : "";
    const heads = within && within !== around ? [make("li", within, "within")] : [];
    around = within;
    const link = document.createElement("a"), item = document.createElement("li");
    link.href = `#${film.name}/${step.slug}`;
    link.dataset.slug = step.slug;
    link.append(make("span", told(step.name)), make("time", clock(step.start)));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      jumpToStep(film.steps.indexOf(step));
    });
    item.append(link);
    return [...heads, item];
  }));
  at("ticks").replaceChildren(...film.steps.slice(1).map((step) => {
    const tick = document.createElement("i");
    tick.style.left = `${100 * firstFrame(step.start) / Math.max(1, frames() - 1)}%`;
    return tick;
  }));
}
const clock = (seconds) => `${Math.floor(seconds / 60)}:${(Math.floor(seconds % 60 * 10 + 1e-6) / 10).toFixed(1).padStart(4, "0")}`;

// ---- the source: the line and the sub-expression that are computed

let listed = null, marks = "", indent = 0;
function renderSource(step) {
  const known = film.functions[step.function], file = known?.file ?? step.file;
  if (listed === `${file} ${step.function}`) return;
  listed = `${file} ${step.function}`;
  marks = "";
  const code = film.code[file] ?? [], numbers = [];
  for (let number = known?.first ?? 1; number <= Math.min(known?.last ?? code.length, code.length); number += 1)
    if (!film.told[file].some(([first, last]) => number >= first && number <= last)) numbers.push(number);
  indent = Math.min(...numbers.map((number) => code[number - 1].map(([, text]) => text).join("").search(/\S/)).filter((one) => one >= 0), 200);
  at("source-title").textContent = file ?? step.function;
  at("source").replaceChildren(...numbers.map((number) => {
    const row = make("span", "", "row"), link = make("a", number);
    link.href = `source.html#${file.replace(/[^A-Za-z0-9]/g, "-")}-${number}`;
    link.setAttribute("aria-label", language === "zh" ? `第 ${number} 行` : `Line ${number}`);
    row.dataset.line = number;
    row.append(link, make("span", "", "text"));
    return row;
  }));
}
function renderMark(act) {
  const { mark } = act, key = JSON.stringify([listed, act.step.statement, mark]);
  if (marks === key) return;
  marks = key;
  const { statement } = act.step, file = film.functions[act.step.function]?.file ?? act.step.file;
  let lit = null;
  for (const row of at("source").children) {
    const line = Number(row.dataset.line);
    const isNow = Boolean(statement) && line >= statement[0] && line <= statement[2];
    row.classList.toggle("lit", isNow);
    if (isNow) lit ??= row;
    row.lastChild.replaceChildren(...coloured(film.code[file][line - 1], columnsOf(mark, line)));
  }
  if (lit) scrollInto(at("source"), lit);
}
function columnsOf(mark, line) {
  if (!mark || line < mark[0] || line > mark[2]) return [0, 0];
  return [line === mark[0] ? mark[1] : 0, line === mark[2] ? mark[3] : Infinity];
}
function coloured(pieces, [from, to]) {
  const parts = [], mark = document.createElement("mark");
  let column = 0, left = indent;
  // A line that goes on is marked from its first letter, an unlit one nowhere.
  if (to) from = Math.max(from, pieces.map(([, text]) => text).join("").search(/\S|$/));
  for (const [kind, text] of pieces) {
    const letters = [...text], cuts = [from, to].map((cut) => Math.max(0, Math.min(cut - column, letters.length)));
    for (const [start, end, inside] of [[0, cuts[0], false], [cuts[0], cuts[1], true], [cuts[1], letters.length, false]]) {
      if (start >= end) continue;
      const cut = Math.min(left, end - start), part = make("span", letters.slice(start + cut, end).join(""), kind);
      left -= cut;
      if (inside) { if (!mark.isConnected && !parts.includes(mark)) parts.push(mark); mark.append(part); }
      else parts.push(part);
    }
    column += letters.length;
  }
  parts.push("\n");
  return parts;
}

// ---- covers, marks and readings over the picture

function renderCovers() {
  const covered = isCovered(), number = actAt(frame);
  const key = covered ? `${number} ${language} ${picture.seen}` : "";
  if (at("covers").dataset.key === key) return;
  at("covers").dataset.key = key;
  const had = at("covers").contains(document.activeElement);
  at("covers").replaceChildren(...(covered ? resultOf(number).boxes : []).map((box, k) => {
    const [left, top, width, height] = box, cover = document.createElement("button");
    cover.type = "button";
    const [x, y, wide, high] = picture.seen;
    cover.style.cssText = `left:${(left - x) / wide * 100}%;top:${(top - y) / high * 100}%;width:${width / wide * 100}%;height:${height / high * 100}%`;
    if (k) { cover.tabIndex = -1; cover.setAttribute("aria-hidden", "true"); }
    else cover.append(make("span", "?", "question"), make("span", say("question")), make("span", say("reveal"), "hint"));
    cover.addEventListener("click", (event) => { event.stopPropagation(); commands.reveal(); });
    return cover;
  }));
  if (covered || had) at("covers").firstChild?.focus({ preventScroll: true });
}
const isUnder = (x, y) => isCovered() && resultOf(actAt(frame)).boxes.some(
  ([left, top, width, height]) => x >= left && x < left + width && y >= top && y < top + height);

function hint() {  // what to do, where nothing is pointed at
  if (trouble) return say(trouble).replace("{}", film.rates[rate].video);
  if (!predicting) return say(picture.playing ? "moving" : "point");
  const number = actAt(frame);
  if (!acts.some((_, one) => resultOf(one))) return say("noResults");
  if (isCovered()) return say("covered");
  if (picture.playing) return say("untilResult");
  if (!resultOf(number)) return say("noResult");
  return say(revealed.has(number) ? "known" : "toResult");
}

// What is pointed at: the topmost cell that holds a value, else an empty one.
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
  if (!cells || picture.playing || trouble || sought) return null;
  if (still.mode) {
    const there = readable(), place = there[still.place % Math.max(1, there.length)];
    return place ? { place, cell: [still.row, still.column] } : null;
  }
  const point = pinned ?? pointer;
  return point ? hit(...point) : null;
}
function readable() {  // the places, without those under a cover
  return places().filter((place) => !isUnder(...place.middle));
}
function moveReading(key) {
  const there = readable(), place = there[still.place];
  if (!place) return false;
  const turn = { "[": -1, "]": 1 }[key], step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (turn) Object.assign(still, { place: (still.place + turn + there.length) % there.length, row: 0, column: 0 });
  else if (step) {
    still.row = Math.max(0, Math.min(still.row + step[0], place.rows - 1));
    still.column = Math.max(0, Math.min(still.column + step[1], place.columns - 1));
  } else return false;
  showReading();
  return true;
}
function showReading() {
  const found = target();
  const key = found ? `${frame} ${rate} ${found.place.key} ${found.cell} ${still.mode} ${language}` : `${hint()} ${language}`;
  if (marked === key) return;
  marked = key;
  at("reading").classList.toggle("hint", !found);
  at("by-keys").textContent = found && still.mode ? say("byKeys") : "";
  if (!found) {
    at("marks").replaceChildren();
    at("reading").textContent = cells || trouble ? hint() : "";
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
function pointOf(event) {
  const box = holder.getBoundingClientRect(), [left, top, wide, high] = picture.seen;
  return [left + (event.clientX - box.left) / box.width * wide, top + (event.clientY - box.top) / box.height * high];
}
holder.addEventListener("pointermove", (event) => { pointer = pointOf(event); if (!pinned) showReading(); });
holder.addEventListener("pointerleave", () => { pointer = null; showReading(); });
holder.addEventListener("click", (event) => {
  if (event.target.closest("#covers")) return;
  if (sought && !picture.playing) return;
  const point = pointOf(event), found = cells && !picture.playing && hit(...point);
  still.mode = false;
  if (found) { pinned = pinned ? null : point; pointer = point; showReading(); }
  else if (pinned) { pinned = null; showReading(); }
  else commands.toggle();
});

// ---- beginning

function tellsTooMuch() {  // captions, before a result that is to be predicted
  const number = actAt(frame);
  return predicting && resultOf(number) !== null && !revealed.has(number) && frame >= firstFrame(acts[number].told ?? acts[number].start);
}
function showCaptions() {
  const silent = !captioned || tellsTooMuch();
  at("captions").setAttribute("aria-pressed", captioned);
  if (!isDrawn) {
    picture.showCaptions(!silent && language);
    return;
  }
  const cue = !silent && cuesOf(film, language).find(([start, end]) => start <= frame / rate && frame / rate < end);
  const words = cue ? cue[2].join("\n") : "";
  if (at("cue").textContent !== words) at("cue").textContent = words;
}
function renderRates() {
  at("rates").replaceChildren(...rates.map((one) => {
    const button = make("button", language === "zh" ? `${one} 帧/秒` : `${one} fps`);
    button.type = "button";
    button.dataset.rate = one;
    button.addEventListener("click", (event) => { changeRate(one); if (event.detail) button.blur(); });
    return button;
  }));
  showRate();
}
function showRate() {
  for (const button of at("rates").children) button.setAttribute("aria-pressed", Number(button.dataset.rate) === rate);
}
heard.push(() => {
  renderSteps();
  renderRates();
  listed = shownAct = null;
  document.title = `${told(film.title)} · matreel`;
  showCaptions();
  render();
});
new MutationObserver(showRate).observe(holder, { attributes: true, attributeFilter: ["data-rate"] });
if (!isDrawn) {
  picture.videoAt(rates[0]).poster = `films/${film.name}/${film.poster}`;
  picture.videoAt(rates[0]).className = "";
}
picture.onView = () => { at("marks").setAttribute("viewBox", picture.seen.join(" ")); renderCovers(); };
speak(language);
openAddress(location.hash);
// What other scripts of the page ask of it.
window.matreelPlayer = {
  film, picture, commands, isDrawn, KEYS,
  get frame() { return frame; }, get rate() { return rate; }, get step() { return stepNow(); },
  get keysOff() { return keysOff; }, set keysOff(off) { keysOff = off; },
  get cells() { return cells; },
  stepOf: (number) => film.steps.indexOf(acts[actAt(number)].step),
  // Go to a frame, and read a cell of an array there.
  async pointTo(number, array, flat) {
    hold();
    landed = null;
    await go(number);
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
  },
  address: () => addressOf(), jumpToStep, settledFrame, moveTo, onRender: [],
};
if (film.hasCells) {
  const script = document.createElement("script");
  script.src = `films/${film.name}/cells.js`;
  script.onload = () => { cells = new Cells(window.matreelCells); player.dataset.cells = "ready"; marked = ""; render(); };
  document.head.append(script);
} else at("predict").hidden = true;
})();
