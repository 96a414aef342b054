// A film shown to others: the whole screen, with controls that hide; black,
// white, spotlight, magnifier; themes, speed, an overview of all steps, a second
// window for who speaks, and what can be copied.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, isDrawn } = player;
const at = (id) => document.getElementById(id);
const root = at("player"), holder = at("picture");
const SPEEDS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];
const HIDES_AFTER = 2500;  // milliseconds without a hand on anything

// ---- the whole screen

let hiding = 0;
function wake() {
  root.classList.remove("resting");
  clearTimeout(hiding);
  if (document.fullscreenElement) hiding = setTimeout(() => root.classList.add("resting"), HIDES_AFTER);
}
for (const name of ["pointermove", "pointerdown", "focusin"]) root.addEventListener(name, wake);
document.addEventListener("fullscreenchange", wake);

// ---- black, white, spotlight, magnifier

function shade(color) {
  const on = root.dataset.shade === color ? "" : color;
  root.dataset.shade = on;
  at("shade").hidden = !on;
}
at("shade").addEventListener("click", () => shade(root.dataset.shade));
function toggle(name) {
  const on = !root.classList.contains(name);
  root.classList.toggle(name, on);
  return on;
}
holder.addEventListener("pointermove", (event) => {
  const box = holder.getBoundingClientRect();
  holder.style.setProperty("--x", `${event.clientX - box.left}px`);
  holder.style.setProperty("--y", `${event.clientY - box.top}px`);
  if (root.classList.contains("magnified")) magnify((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
});
function magnify(x = 0.5, y = 0.5) {  // what is pointed at stays under the pointer
  const scale = 3;
  picture.zoomTo(scale, x - x / scale, y - y / scale);
}

// ---- nearer and farther

const zoom = (factor, x, y) => { root.classList.remove("magnified"); picture.zoomAt?.(factor, x, y); };
holder.addEventListener("wheel", (event) => {
  if (!isDrawn || !(event.ctrlKey || document.fullscreenElement || picture.zoom.scale > 1)) return;
  event.preventDefault();
  const box = holder.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 400)), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
}, { passive: false });
const fingers = new Map();
let gesture = null, dragged = false;
holder.addEventListener("pointerdown", (event) => {
  dragged = false;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
});
window.addEventListener("pointermove", (event) => {
  if (!fingers.has(event.pointerId) || !isDrawn) return;
  const box = holder.getBoundingClientRect(), before = [...fingers.values()];
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  const now = [...fingers.values()];
  if (now.length === 2) {
    const away = ([[x, y], [u, v]]) => Math.hypot(u - x, v - y), middle = ([[x, y], [u, v]]) => [(x + u) / 2, (y + v) / 2];
    const [x, y] = middle(now), [u, v] = middle(before);
    zoom(away(now) / Math.max(1, away(before)), (x - box.left) / box.width, (y - box.top) / box.height);
    picture.pan((u - x) / box.width, (v - y) / box.height);
    dragged = true;
  } else if (picture.zoom.scale > 1 && !root.classList.contains("magnified")) {
    const [x, y] = [before[0][0] - now[0][0], before[0][1] - now[0][1]];
    gesture = (gesture ?? 0) + Math.abs(x) + Math.abs(y);
    if (gesture > 6) dragged = true;
    picture.pan(x / box.width, y / box.height);
  }
});
for (const name of ["pointerup", "pointercancel"])
  window.addEventListener(name, (event) => { fingers.delete(event.pointerId); gesture = null; });
holder.addEventListener("click", (event) => { if (dragged) { event.stopPropagation(); dragged = false; } }, { capture: true });

// ---- themes and speed

function chooseTheme(name) {
  if (!isDrawn) return;
  remembered.set("theme", name);
  document.documentElement.dataset.theme = name;
  at("theme").value = name;
  picture.changeTheme(name);
}
function changeSpeed(step) {
  const number = SPEEDS.indexOf(picture.speed);
  setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, number + step))]);
}
function setSpeed(speed) {
  picture.speed = speed;
  at("speed").value = String(speed);
}
at("speed").replaceChildren(...SPEEDS.map((speed) => new Option(`${speed} ×`, String(speed))));
at("speed").value = "1";
at("speed").addEventListener("change", () => setSpeed(Number(at("speed").value)));
at("theme").addEventListener("change", () => chooseTheme(at("theme").value));
if (isDrawn) {
  const print = matchMedia("print"), forced = matchMedia("(prefers-contrast: more)");
  const usual = remembered.get("theme") ?? (forced.matches ? "contrast" : "dark");
  if (usual !== "dark") picture.ready.then(() => chooseTheme(usual));
  at("theme").value = usual;
  print.addEventListener("change", () => picture.changeTheme(print.matches ? "print" : at("theme").value));
}

// ---- all steps at a glance

async function overview() {
  const box = at("overview");
  if (box.open) { box.close(); return; }
  at("more").close();
  at("all-steps").replaceChildren(...film.steps.map((step, number) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-current", number === player.step ? "step" : "false");
    button.append(Object.assign(document.createElement("span"), { textContent: `${number + 1}. ${told(step.name)}` }));
    button.addEventListener("click", () => { box.close(); player.jumpToStep(number); });
    item.append(button);
    return item;
  }));
  box.showModal();
  at("all-steps").querySelector('[aria-current="step"]')?.focus();
  if (!isDrawn) return;
  for (const [number, item] of [...at("all-steps").children].entries()) {
    if (!box.open) return;
    const canvas = await picture.drawn(player.rate, player.settledFrame(number), 480).catch(() => null);
    if (canvas) { canvas.setAttribute("aria-hidden", "true"); item.firstChild.prepend(canvas); }
  }
}

// ---- a second window for who speaks

const SPEAKER = `matreel ${film.name}`;
const line = typeof BroadcastChannel === "function" ? new BroadcastChannel(SPEAKER) : null;
let second = null;
const isSecond = new URLSearchParams(location.search).has("speaker");
function tell(message) {  // pages from disk hear each other only as opener and opened
  line?.postMessage(message);
  (isSecond ? window.opener : second)?.postMessage({ matreel: film.name, ...message }, "*");
}
let heardLast = "";
function hear(message) {
  if (!message || typeof message !== "object") return;
  const key = JSON.stringify(message);
  if (key === heardLast) return;  // by the other way already
  heardLast = key;
  setTimeout(() => { if (heardLast === key) heardLast = ""; }, 200);
  if (isSecond && message.at) follow(message.at);
  else if (!isSecond && message.wants) { if (Object.hasOwn(commands, message.wants)) commands[message.wants](); }
  else if (!isSecond && message.hello) tellWhere();
}
if (line) line.onmessage = (event) => hear(event.data);
window.addEventListener("message", (event) => {
  const from = isSecond ? window.opener : second;
  if (from && event.source === from && event.data?.matreel === film.name) { const { matreel, ...rest } = event.data; hear(rest); }
});
let toldWhere = "";
function tellWhere() { toldWhere = ""; tellMoved(); }
function tellMoved() {
  const where = { frame: player.frame, rate: player.rate, step: player.step, language };
  const key = JSON.stringify({ ...where, frame: picture.playing ? Math.floor(where.frame / where.rate) : where.frame });
  if (isSecond || key === toldWhere) return;
  toldWhere = key;
  tell({ at: where });
}
player.onRender.push(tellMoved);
function openSecond() {
  at("more").close();
  second = window.open(`${location.pathname.split("/").pop()}?speaker${location.hash}`, SPEAKER.replace(/\W/g, "_"), "width=1000,height=640");
  tellWhere();
}
function follow(where) {
  const { step, frame, rate } = where;
  if (!film.steps[step] || !film.rates[rate]) return;
  if (where.language !== language) speak(where.language);
  const next = film.steps[step + 1];
  at("speaker-step").textContent = `${step + 1} / ${film.steps.length} · ${told(film.steps[step].name)}`;
  at("speaker-words").textContent = told(film.steps[step].words);
  at("speaker-next").textContent = next ? `${say("nextIs")} ${told(next.name)}` : say("lastStep");
  if (!isDrawn) return;
  const show = (id, number) => picture.drawn(rate, number, 640).then((canvas) => at(id).replaceChildren(canvas)).catch(() => {});
  show("speaker-now", frame);
  if (next) show("speaker-after", player.settledFrame(step + 1)); else at("speaker-after").replaceChildren();
}
function beSecond() {
  document.body.classList.add("speaking");
  at("speaker").hidden = false;
  const began = Date.now();
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    at("speaker-clock").textContent = `${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })} · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  tick();
  setInterval(tick, 1000);
  for (const name of ["nextStep", "previousStep", "nextFrame", "previousFrame", "toggle", "reveal", "first", "last"])
    commands[name] = () => tell({ wants: name });
  follow({ frame: player.frame, rate: player.rate, step: player.step, language });
  tell({ hello: true });
}

// ---- what can be copied

const link = () => location.href.split("#")[0].split("?")[0] + player.address();
const inFrame = () => `<iframe src="${link().replace(".html", ".html?embed").replace(/&/g, "&amp;").replace(/"/g, "&quot;")}" width="960" height="600" title="${told(film.title).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)}" allow="fullscreen" loading="lazy"></iframe>`;
const COPIES = {
  async copyLink() { await copy(link()); },
  async copyFrame() { await copy(inFrame()); },
  async copyPicture() {
    const canvas = await picture.drawn(player.rate, player.frame, 1920);
    const picturing = new Promise((done) => canvas.toBlob(done, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picturing })]);
  },
};
async function copy(text) {
  try { await navigator.clipboard.writeText(text); }
  catch {  // pages from disk may not ask
    const box = Object.assign(document.createElement("textarea"), { value: text });
    at("more").append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("no clipboard");
  }
}
for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", async () => {
    let words = "copied";
    try { await COPIES[button.dataset.copy](); } catch { words = "notCopied"; }
    at("copied").textContent = say(words);
  });

// ---- a hand-out

async function handOut(across) {
  const sheets = at("hand-out");
  sheets.className = across > 1 ? "four" : "one";
  const theme = picture.theme;
  if (isDrawn) picture.setTheme("print", await picture.score.ramps("print"));
  const pages = [];
  for (const [number, step] of film.steps.entries()) {
    const figure = document.createElement("figure"), words = document.createElement("figcaption");
    if (isDrawn) {
      const image = new Image();
      image.alt = told(step.name);
      image.src = (await picture.drawn(player.rate, player.settledFrame(number), 1920)).toDataURL("image/png");
      await image.decode();
      figure.append(image);
    }
    words.append(Object.assign(document.createElement("b"), { textContent: `${number + 1}. ${told(step.title)}` }), ` ${told(step.words)}`);
    figure.append(words);
    pages.push(figure);
  }
  sheets.replaceChildren(...pages);
  if (isDrawn) { picture.setTheme(theme, await picture.score.ramps(theme)); picture.repaint(); }
  at("more").close();
  window.print();
}
for (const button of document.querySelectorAll("[data-sheets]"))
  button.addEventListener("click", () => handOut(Number(button.dataset.sheets)));

// ---- keys

Object.assign(commands, {
  black() { shade("black"); },
  white() { shade("white"); },
  spotlight() { toggle("spotlight"); },
  magnifier() { if (!isDrawn) return; if (toggle("magnified")) magnify(); else picture.zoomTo(1, 0, 0); },
  nearer() { zoom(1.25); },
  farther() { zoom(0.8); },
  whole() { zoom(0); },
  slower() { changeSpeed(-1); },
  faster() { changeSpeed(1); },
  overview, openSecond,
  theme() { const names = film.score?.themes.map(([name]) => name) ?? []; if (isDrawn) chooseTheme(names[(names.indexOf(picture.theme) + 1) % names.length]); },
  more() { if (at("more").open) at("more").close(); else at("more").showModal(); },
});
Object.assign(player.KEYS, {
  b: "black", w: "white", x: "spotlight", m: "magnifier", "+": "nearer", "=": "nearer", "-": "farther", _: "farther",
  "<": "slower", ">": "faster", o: "overview", n: "openSecond", t: "theme", F5: "fullscreen",
});
// In front of others a clicker's "." blanks the screen; any key brings it back.
document.addEventListener("keydown", (event) => {
  if (root.dataset.shade) { event.preventDefault(); event.stopImmediatePropagation(); shade(root.dataset.shade); return; }
  if (event.key === "." && document.fullscreenElement) { event.preventDefault(); event.stopImmediatePropagation(); shade("black"); }
  if (event.shiftKey && event.key.startsWith("Arrow") && picture.zoom?.scale > 1) {
    const [x, y] = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    event.preventDefault();
    event.stopImmediatePropagation();
    picture.pan(x, y);
  }
}, { capture: true });
at("letters").checked = player.keysOff;
at("letters").addEventListener("change", () => {
  player.keysOff = at("letters").checked;
  remembered.set("keys", player.keysOff ? "off" : "on");
});
for (const element of document.querySelectorAll("[data-drawn]")) element.hidden = !isDrawn;
if (new URLSearchParams(location.search).has("embed")) document.body.classList.add("embedded");
if (isSecond) beSecond();
})();
