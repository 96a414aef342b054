// Finding a number, a name, a word or a line of a film, and where it is told.
"use strict";
(() => {
const player = window.matreelPlayer, { film } = player;
const MOST = 40;  // results shown

// ---- words, names and lines of code

function texts() {  // [words, what they are, step]
  return film.steps.flatMap((step, number) => {
    const { file } = step, [first, , last] = step.statement ?? [1, 0, 0];
    const lines = (film.code[file] ?? []).slice(first - 1, last).map((pieces) => pieces.map(([, text]) => text).join("").trim());
    const values = step.acts.flatMap((act) => [...act.operands, act.result, ...act.others]).map((value) => value?.name).filter(Boolean);
    return [
      ...[step.name, step.title, step.words].map((words) => [told(words), "", number]),
      ...step.acts.map((act) => [told(act.lead), "", number]),
      ...[...new Set(values)].map((name) => [name, "", number]),
      ...lines.map((line, k) => [line, `${file}:${first + k}`, number]),
    ];
  });
}
function byWords(wanted) {
  const found = new Map();
  for (const [words, where, step] of texts())
    if (words.toLowerCase().includes(wanted)) {
      const key = `${step} ${words}`;
      if (!found.has(key)) found.set(key, { words, where: where || told(film.steps[step].name), go: () => player.jumpToStep(step) });
    }
  return [...found.values()];
}

// ---- numbers: as they are written, or rounded to as many decimals

function isThat(value, wanted, decimals) {
  return Number.isFinite(value) && Math.abs(value - wanted) <= 0.5000001 * 10 ** -decimals;
}
function byNumber(text) {
  const { cells } = player, wanted = Number(text), decimals = (text.split(".")[1] ?? "").length;
  if (!cells) return [];
  const found = [];
  for (const [number, moments] of shownArrays(cells)) {
    const array = cells.array(number);
    for (let flat = 0; flat < array.length && found.length < MOST; flat += 1) {
      if (!isThat(Number(array[flat]), wanted, decimals)) continue;
      const there = firstShown(cells, moments, number, flat);
      if (there) found.push(there);
    }
  }
  return found;
}
// Array -> the numbers of the changes at which it is on the screen.
const arraysOf = new WeakMap();
function shownArrays(cells) {
  if (!arraysOf.has(cells)) arraysOf.set(cells, arraysIn(cells.data));
  return arraysOf.get(cells);
}
function arraysIn(data) {
  const ofStand = data.stands.map((stand) => new Set(stand.map((place) => {
    const grid = data.grids[data.places[place][0]];
    return Array.isArray(grid) ? grid[0] : grid.array;
  })));
  const arraysShown = new Map();
  data.changes.forEach(([, stands], change) => {
    for (const number of new Set(stands.flatMap((stand) => [...ofStand[stand]])))
      arraysShown.set(number, [...(arraysShown.get(number) ?? []), change]);
  });
  return arraysShown;
}
function firstShown(cells, changes, number, flat) {
  let known = null;
  for (const change of changes) {
    const [moment] = cells.data.changes[change];
    for (const place of cells.at(moment)) {
      if (place.array !== number) continue;
      known = known?.key === place.key ? known : { key: place.key, cell: cellOf(place, flat) };
      if (!known.cell || !place.isShown(...known.cell)) continue;
      const { name, value } = cells.read(place, ...known.cell), frame = Math.ceil(moment * player.rate / cells.data.rate);
      return { words: `${name} = ${value}`, where: told(film.steps[player.stepOf(frame)].name), go: () => player.pointTo(frame, number, flat) };
    }
  }
  return null;
}
function cellOf(place, flat) {
  if (place.high * place.wide > 1) return null;  // means of several
  for (let row = 0; row < place.rows; row += 1)
    for (let column = 0; column < place.columns; column += 1)
      if (place.flats(row, column)[0] === flat) return [row, column];
  return null;
}

// ---- the dialog

function search() {
  const text = at("search-text").value.trim().replace(/−/g, "-");
  const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);
  const found = !text ? [] : [...(isNumber ? byNumber(text) : []), ...byWords(text.toLowerCase())].slice(0, MOST);
  at("found").replaceChildren(...found.map(({ words, where, go }) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.append(Object.assign(document.createElement("span"), { textContent: words }),
      Object.assign(document.createElement("small"), { textContent: where }));
    button.addEventListener("click", () => { at("search").close(); go(); });
    item.append(button);
    return item;
  }));
  at("found-count").textContent = text ? say(found.length ? "foundCount" : "foundNone").replace("{}", found.length) : "";
}
let typing = 0;
at("search-text").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
at("search-text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  clearTimeout(typing);
  search();
  at("found").querySelector("button")?.focus();
});
player.commands.search = () => {
  at("more").close();
  at("search").showModal();
  at("search-text").select();
};
player.KEYS["/"] = "search";

// ---- a line of the source leads to its step

at("source").addEventListener("click", (event) => {
  if (event.target.closest("a") || !String(getSelection()).match(/^\s*$/)) return;
  const line = Number(event.target.closest(".row")?.dataset.line);
  const file = film.steps[player.step].file, own = film.steps[player.step].function;
  const covers = ({ file: of, statement }) => of === file && statement && statement[0] <= line && line <= statement[2];
  const number = film.steps.findIndex((step) => step.function === own && covers(step));
  if (number >= 0) player.jumpToStep(number);
});
})();
