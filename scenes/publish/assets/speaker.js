// A second window for who speaks: where the film is, what comes next, a clock.
// Its keys lead the first.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, isDrawn } = player;
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
commands.openSecond = openSecond;
player.KEYS.n = "openSecond";
if (isSecond) beSecond();
})();
