// A second window for who speaks: where the film is, what comes next, a clock.
// Its keys lead the first, also to the next film.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, isDrawn } = player;
const SPEAKER = `matreel ${film.name}`;
const line = typeof BroadcastChannel === "function" ? new BroadcastChannel(SPEAKER) : null;
let second = null;
// What its keys do, in the first; the others do nothing: it has neither film nor dialogs.
const LEADS = ["nextStep", "previousStep", "nextFrame", "previousFrame", "toggle", "reveal", "first", "last", "black", "white", "stop", "predict", "captions"];
const asked = new URLSearchParams(location.search), isSecond = asked.has("speaker");
const began = Number(asked.get("since")) || Date.now();  // the lesson, not the film
let many = 0;
function tell(message) {  // pages from disk hear each other only as opener and opened
  const sent = { ...message, number: `${performance.timeOrigin} ${many += 1}` };
  line?.postMessage(sent);
  (isSecond ? window.opener : second)?.postMessage({ matreel: film.name, ...sent }, "*");
}
let heardLast = "";
function hear(message) {
  if (!message || typeof message !== "object" || message.number === heardLast) return;  // by the other way already
  heardLast = message.number;
  if (isSecond && message.at) follow(message.at);
  else if (isSecond && message.goes) goAlong(message.goes);
  else if (!isSecond && message.wants) { if (LEADS.includes(message.wants) && !player.unshade()) commands[message.wants](); }
  else if (!isSecond && message.hello) tellWhere();
}
if (line) line.onmessage = (event) => hear(event.data);
window.addEventListener("message", (event) => {
  // Opened by the film before, it says so when it has come to this one.
  if (!isSecond && event.data?.hello && event.origin === location.origin) second ??= event.source;
  const from = isSecond ? window.opener : second;
  if (from && event.source === from && event.data?.matreel === film.name) { const { matreel, ...rest } = event.data; hear(rest); }
});
let toldWhere = "";
function tellWhere() { toldWhere = ""; tellMoved(); }
function tellMoved() {
  const where = { frame: player.frame, rate: player.rate, step: player.step, language, shade: player.root.dataset.shade ?? "" };
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
  const dark = { black: say("isBlack"), white: say("isWhite") }[where.shade];
  at("speaker-step").textContent = [`${step + 1} / ${film.steps.length}`, told(film.steps[step].name), dark].filter(Boolean).join(" · ");
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
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    at("speaker-clock").textContent = `${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })} · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  tick();
  setInterval(tick, 1000);
  for (const name of Object.keys(commands)) commands[name] = LEADS.includes(name) ? () => tell({ wants: name }) : () => {};
  follow({ frame: player.frame, rate: player.rate, step: player.step, language });
  tell({ hello: true });
}
// To the film that the first one goes on to.
function goAlong(name) { if (/^[\w-]+$/.test(name)) location.replace(`${name}.html?speaker&since=${began}`); }
document.querySelector("a.following")?.addEventListener("click", (event) => {
  tell({ goes: event.currentTarget.pathname.split("/").pop().replace(/\.html$/, "") });
});
commands.openSecond = openSecond;
player.KEYS.n = "openSecond";
if (isSecond) beSecond();
})();
