// Draw a digit, and a film's network reads it as the pen moves.
"use strict";

const EMPTY = { strokes: [], edits: new Map(), leftOut: new Set() };
const BLANK = new Uint8Array(PIXELS);

let past = [EMPTY], here = 0;  // what was done, to be undone
let ink = new Ink(), levels = null;  // of the strokes; null: nothing is drawn
let pinned = null, pointed = null;  // neurons that are chosen, pointed at
let asked = null;  // the digit whose sum is looked at; null: the answer's
let network = null, shown = null, waiting = false;
const state = () => past[here];

// ---- what there is to see

function result() {
  const { edits, leftOut } = state();
  const drawn = Float64Array.from(levels ?? BLANK, (level) => level / 255), image = drawn.slice();
  for (const [pixel, value] of edits) image[pixel] = value;
  const now = network.forward(image, leftOut), isChanged = edits.size > 0 || leftOut.size > 0;
  const blank = image.every((value) => value === 0);
  const digit = asked ?? now.answer, usual = blank ? null : network.strongest(digit, now.neurons);
  const near = pointed ?? pinned ?? usual;
  return {
    image, drawn, now, leftOut, blank, digit, near, chosen: near !== usual || (pointed ?? pinned) !== null,
    before: isChanged ? network.forward(drawn) : null,
  };
}
function show() {
  waiting = false;
  if (!shown) return;
  const found = result();
  shown.show(found);
  byId("pad-hint").hidden = state().strokes.length > 0 || pad.stroke !== null;
  byId("restore").hidden = state().edits.size === 0;
  for (const [name, can] of [["undo", here > 0], ["redo", here < past.length - 1], ["clear", state().strokes.length > 0 || state().edits.size > 0]])
    document.querySelector(`[data-do="${name}"]`).disabled = !can;
  readPixel(found);
}
function showSoon() {
  if (!waiting) { waiting = true; requestAnimationFrame(show); }
}
function speakAnswer() { if (shown) byId("spoken").textContent = byId("verdict").textContent; }

// ---- what is done, and undone

function go(number) {
  const before = state();
  here = Math.min(past.length - 1, Math.max(0, number));
  if (state().strokes !== before.strokes) {
    asked = null;
    ink = Ink.of(state().strokes);
    levels = ink.levels;
    pad.show(state().strokes);
  }
  show();
  speakAnswer();
}
function change(more) {
  past = [...past.slice(0, here + 1), { ...state(), ...more }];
  go(here + 1);
}
const DEEDS = {
  undo() { if (!pad.stroke) go(here - 1); },
  redo() { if (!pad.stroke) go(here + 1); },
  clear() { change({ strokes: [], edits: new Map() }); },
  restore() { change({ edits: new Map() }); byId("seen").focus(); },
  leaveOut() {
    const { near } = result(), leftOut = new Set(state().leftOut);
    if (near === null) return;
    if (!leftOut.delete(near)) leftOut.add(near);
    pinned = near;
    change({ leftOut });
  },
};
for (const button of document.querySelectorAll("[data-do]"))
  button.addEventListener("click", () => DEEDS[button.dataset.do]());
document.addEventListener("keydown", (event) => {
  const inText = event.target.matches("select, input"), key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key !== "z" && key !== "y" || event.altKey) return;
    DEEDS[key === "y" || event.shiftKey ? "redo" : "undo"]();
  } else if (key === "backspace" && !inText) DEEDS.undo();
  else if (key === "delete" && !inText) DEEDS.clear();
  else return;
  event.preventDefault();
});

const pad = new Pad(byId("pad"), {
  onStroke(stroke, from) {
    ink.stroke(stroke, from);
    levels = ink.levels;
    showSoon();
  },
  onEnd(stroke) { change({ strokes: [...state().strokes, stroke], edits: new Map() }); },
  onKeys(words) { byId("spoken").textContent = words; },
});

// ---- one pixel

const grid = byId("seen"), mark = grid.querySelector(".pixel");
let pixel = null, painted = null;  // the pixel at the mark; edits under way

function readPixel({ image, drawn }) {
  mark.hidden = pixel === null;
  if (pixel === null) { byId("pixel").textContent = ""; return; }
  const row = Math.floor(pixel / SIDE), column = pixel % SIDE;
  mark.style.left = `${100 * column / SIDE}%`;
  mark.style.top = `${100 * row / SIDE}%`;
  byId("pixel").textContent = tell(image[pixel] === drawn[pixel] ? "pixelAt" : "pixelChanged",
    { row, column, value: written(image[pixel]), drawn: written(drawn[pixel]) });
}
function pixelAt(event) {
  const { left, top, width, height } = grid.firstElementChild.getBoundingClientRect();
  const cell = (share) => Math.min(SIDE - 1, Math.max(0, Math.floor(share * SIDE)));
  return cell((event.clientY - top) / height) * SIDE + cell((event.clientX - left) / width);
}
function withEdit(edits, value) {
  const next = new Map(edits), usual = (levels ?? BLANK)[pixel] / 255;
  if (value === usual) next.delete(pixel); else next.set(pixel, value);
  return next;
}
const valueOf = () => state().edits.get(pixel) ?? (levels ?? BLANK)[pixel] / 255;
const other = () => (valueOf() < 0.5 ? 1 : 0);

grid.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  pixel = pixelAt(event);
  painted = { value: other(), x: event.clientX, y: event.clientY };
});
grid.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch") return;
  pixel = pixelAt(event);
  showSoon();
});
grid.addEventListener("pointerup", (event) => {
  if (!painted || Math.hypot(event.clientX - painted.x, event.clientY - painted.y) > 12) { painted = null; return; }
  change({ edits: withEdit(state().edits, painted.value) });
  painted = null;
});
grid.addEventListener("pointerleave", () => { if (document.activeElement !== grid) { pixel = null; showSoon(); } });
grid.addEventListener("blur", () => { pixel = null; showSoon(); });
grid.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = ARROWS[event.key], step = { "+": 0.1, "=": 0.1, "-": -0.1 }[event.key];
  const known = pixel !== null;
  pixel ??= CENTRE * SIDE + CENTRE;
  if (move) {
    const [column, row] = [pixel % SIDE + (known ? move[0] : 0), Math.floor(pixel / SIDE) + (known ? move[1] : 0)];
    pixel = Math.min(SIDE - 1, Math.max(0, row)) * SIDE + Math.min(SIDE - 1, Math.max(0, column));
    show();
  } else if (event.key === " " || event.key === "Enter") change({ edits: withEdit(state().edits, other()) });
  else if (step) change({ edits: withEdit(state().edits, Math.min(1, Math.max(0, Math.round(10 * (valueOf() + step)) / 10))) });
  else { if (!known) pixel = null; return; }
  event.preventDefault();
});

// ---- examples

function showExamples(colors) {
  byId("examples").replaceChildren(...matreelPad.examples.map(([name, width, given]) => {
    const [digit, manner] = name.split("-"), canvas = cellsCanvas(), button = made("button", "example", canvas);
    const strokes = given.map((points) => ({ width, points: curveThrough(points) }));
    button.type = "button";
    button.dataset.example = name;
    button.setAttribute("aria-label", tell("example", { digit, manner: manner ? say(manner) : "" }));
    button.addEventListener("click", () => change({ strokes, edits: new Map() }));
    paintCells(canvas, Array.from(Ink.of(strokes).levels, (level) => colors.share(level / 255)));
    return button;
  }));
}

// ---- the network

// That of the film in the address, else the first.
const chosenNetwork = () => {
  const { film } = parseAddress(location.hash);
  return matreelPad.networks.find((one) => one.films.some(({ name }) => name === film)) ?? matreelPad.networks[0];
};
const colorsFor = async (one) =>
  new Colors(await new Score({ ...one.score, pieces: {} }, one.folder).begin(document.documentElement.dataset.theme || "dark"));
function showIn(colors) {
  shown = new Shown(network, chosenNetwork().limits, colors, { onNear, onDigit });
  showExamples(colors);
}
async function begin() {
  const one = chosenNetwork();
  byId("networks").value = one.films[0].name;
  linkToFilm();
  try {
    const [colors, ready] = await Promise.all([colorsFor(one), PadNetwork.load("networks/", one)]);
    if (one !== chosenNetwork()) return;  // another was chosen meanwhile
    network = ready;
    pinned = pointed = asked = null;
    showIn(colors);
  } catch {
    byId("verdict").textContent = say("noNetwork");
    return;
  }
  past = [{ ...state(), leftOut: new Set() }];
  here = 0;
  go(0);
  document.body.dataset.ready = one.file;
}
function onNear(k, isChosen) {
  if (isChosen) pinned = pinned === k ? null : k;
  pointed = isChosen ? null : k;
  showSoon();
}
function onDigit(digit) {
  asked = asked === digit ? null : digit;
  pinned = pointed = null;
  show();
  document.querySelector("section.near").scrollIntoView({ block: "nearest" });
  byId("spoken").textContent = byId("near-title").textContent;
}
function linkToFilm() {
  const one = chosenNetwork(), { film } = parseAddress(location.hash), { name, title } = one.films.find((of) => of.name === film) ?? one.films[0];
  byId("film").href = `${name}.html#${name}`;
  byId("film").textContent = say("film");
  byId("film").title = told(title);
}
heard.push(() => {
  linkToFilm();
  if (!shown) return;
  showExamples(shown.colors);
  show();
});
byId("choice").hidden = matreelPad.networks.length < 2;
byId("networks").replaceChildren(...matreelPad.networks.map((one) => new Option(`784-${one.hidden}-10`, one.films[0].name)));
byId("networks").addEventListener("change", () => { location.hash = byId("networks").value; });
window.addEventListener("hashchange", () => (document.body.dataset.ready === chosenNetwork().file ? linkToFilm() : begin()));
function setTheme(theme) {
  document.documentElement.dataset.theme = byId("theme").value = theme;
}
byId("theme").addEventListener("change", async () => {
  setTheme(byId("theme").value);
  remembered.set("theme", byId("theme").value);
  const one = chosenNetwork(), colors = await colorsFor(one);
  if (!shown || one !== chosenNetwork()) return;
  showIn(colors);
  pad.paint();
  show();
});
setTheme(remembered.get("theme") ?? (matchMedia("(prefers-contrast: more)").matches ? "contrast" : "dark"));
begin();
