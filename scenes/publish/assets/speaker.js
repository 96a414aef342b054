// A second window for who speaks: where the film is, what comes next, a clock.
// Its keys lead the first, also to the next film.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, isDrawn } = player;
const SPEAKER = `matreel ${film.name}`;
const line = typeof BroadcastChannel === "function" ? new BroadcastChannel(SPEAKER) : null;
let second = null;
// What its keys do, in the first; the others do nothing: it has neither film nor dialogs.
const LEADS = ["nextStep", "previousStep", "nextFrame", "previousFrame", "toggle", "reveal", "first", "last", "black", "white", "stop", "predict", "captions", "fullscreen", "leave"];
const asked = new URLSearchParams(location.search), isSecond = asked.has("speaker");
const began = Number(asked.get("since")) || Date.now();  // the lesson, not the film
let many = 0;
function tell(message) {  // pages from disk hear each other only as opener and opened
  const sent = { ...message, number: `${performance.timeOrigin} ${many += 1}` };
  line?.postMessage(sent);
  (isSecond ? window.opener : second)?.postMessage({ matreel: film.name, ...sent }, "*");
}
// A window fills the screen after a key of its own, or of one that passes that on,
// which pages from disk cannot.
function tellFull() {
  if (!window.opener || location.protocol === "file:") { tell({ wants: "fullscreen" }); return; }
  const sent = { matreel: film.name, wants: "fullscreen", isPassed: true, number: `${performance.timeOrigin} ${many += 1}` };
  window.opener.postMessage(sent, { targetOrigin: "/", delegate: "fullscreen" });
}
async function lead(name, isPassed) {
  const isFull = Boolean(document.fullscreenElement);
  if (name === "leave" && isFull) document.exitFullscreen();
  if (name !== "fullscreen" || isFull) { commands[name](); return; }
  if (isPassed || navigator.userActivation?.isActive) await commands.fullscreen();
  if (!document.fullscreenElement) tell({ refused: true });
}
const numbers = new Set();  // of messages that came, by either way, in whatever order
function hear(message) {
  if (!message || typeof message !== "object" || numbers.has(message.number)) return;
  numbers.add(message.number);
  if (isSecond && message.at) follow(message.at);
  else if (isSecond && message.goes) goAlong(message.goes);
  else if (!isSecond && message.wants) { if (LEADS.includes(message.wants) && !player.unshade()) lead(message.wants, message.isPassed); }
  else if (isSecond && message.refused) at("speaker-told").textContent = say("fullThere");
  else if (!isSecond && message.hello) tellWhere();
}
if (line) line.onmessage = (event) => hear(event.data);
window.addEventListener("message", (event) => {
  // Opened by the film before, or by this one before it was loaded anew, it says so.
  if (!isSecond && !second && event.data?.matreel === film.name && event.origin === location.origin) { second = event.source; tellWhere(); }
  const from = isSecond ? window.opener : second;
  if (from && event.source === from && event.data?.matreel === film.name) { const { matreel, ...rest } = event.data; hear(rest); }
});
let toldWhere = "";
function tellWhere() { toldWhere = ""; tellMoved(); }
function tellMoved() {
  const where = { frame: player.frame, rate: player.rate, step: player.step, language, shade: player.root.dataset.shade ?? "", isFull: Boolean(document.fullscreenElement), isToFill: player.isToFill(), offer: at("onward").textContent };
  const key = JSON.stringify({ ...where, frame: picture.playing ? Math.floor(where.frame / where.rate) : where.frame });
  if (isSecond || key === toldWhere) return;
  toldWhere = key;
  tell({ at: where });
}
player.onRender.push(tellMoved);
document.addEventListener("fullscreenchange", tellMoved);
let opened = 0;  // when, so that its clock goes on when it is loaded anew
function openSecond() {
  at("more").close();
  second = window.open(`${location.pathname.split("/").pop()}?speaker&since=${opened ||= Date.now()}${location.hash}`, SPEAKER.replace(/\W/g, "_"), "width=1000,height=640");
  tellWhere();
}
let isToFill = false;  // the first window left the whole screen for the film that it went on to
function follow(where) {
  const { step, frame, rate } = where;
  if (!film.steps[step] || !film.rates[rate]) return;
  if (where.language !== language) speak(where.language);
  const next = film.steps[step + 1];
  const dark = { black: say("isBlack"), white: say("isWhite") }[where.shade];
  at("speaker-step").textContent = [`${step + 1} / ${film.steps.length}`, told(film.steps[step].name), dark].filter(Boolean).join(" · ");
  at("speaker-words").textContent = told(film.steps[step].words);
  isToFill = Boolean(where.isToFill);
  if (where.isFull) at("speaker-told").textContent = "";
  at("speaker-next").textContent = where.offer ? where.offer : next ? `${say("nextIs")} ${told(next.name)}` : say("lastStep");
  if (!isDrawn) return;
  const show = (id, number) => picture.drawn(rate, number, 640).then((canvas) => at(id).replaceChildren(canvas)).catch(() => {});
  show("speaker-now", frame);
  if (next && !where.offer) show("speaker-after", player.settledFrame(step + 1)); else at("speaker-after").replaceChildren();
}
function beSecond() {
  document.body.classList.add("speaking");
  at("speaker").hidden = false;
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    at("speaker-clock").textContent = `${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })} · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    tell({ here: true });  // also to one that was loaded anew meanwhile
  };
  tick();
  setInterval(tick, 1000);
  for (const name of Object.keys(commands)) commands[name] = LEADS.includes(name) ? () => pass(name) : () => {};
  commands.fullscreen = tellFull;
  follow({ frame: player.frame, rate: player.rate, step: player.step, language });
  tell({ hello: true });
}
function pass(name) {
  if (isToFill && name !== "leave" && location.protocol !== "file:") tellFull();
  isToFill = false;
  tell({ wants: name });
}
// To the film that the first one goes on to.
function goAlong(name) { if (/^[\w-]+$/.test(name)) location.replace(`${name}.html?speaker&since=${began}`); }
for (const link of document.querySelectorAll("a.following, a.preceding"))
  link.addEventListener("click", () => tell({ goes: link.pathname.split("/").pop().replace(/\.html$/, "") }));
commands.openSecond = openSecond;
player.KEYS.n = "openSecond";
if (isSecond) beSecond();
})();
