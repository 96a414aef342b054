// Keys and buttons, and what each does.
"use strict";
(() => {
const player = window.matreelPlayer, { commands, moments } = player;
const ONCE = /toggle|otherRate|read|predict|captions|sound|fullscreen|help/;  // not again while a key is held

player.keysOff = remembered.get("keys") === "off";  // letters, digits and signs
player.KEYS = {
  ArrowLeft: "previousFrame", ArrowRight: "nextFrame", ",": "previousFrame", ".": "nextFrame",
  ArrowUp: "previousStep", ArrowDown: "nextStep", PageUp: "previousStep", PageDown: "nextStep",
  " ": "toggle", k: "toggle", Home: "first", End: "last", Enter: "reveal", s: "otherRate", r: "read",
  p: "predict", c: "captions", f: "fullscreen", "?": "help", Escape: "leave",
};
commands.fullscreen = () => {
  if (document.fullscreenElement) return document.exitFullscreen();
  // A phone held upright turns, where it can, for a film that is not laid out for it.
  const turns = taps.matches && !player.picture.isUpright;
  return player.root.requestFullscreen?.().then(() => turns && screen.orientation?.lock?.("landscape")).catch(() => {});
};
commands.help = () => {
  if (at("more").open) at("more").close();
  if (at("help").open) at("help").close(); else at("help").showModal();
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "F5") event.preventDefault();  // a clicker's, wherever the hand was last: nothing is loaded anew
  if (event.target.matches?.("input:not([type=range]), select, textarea")) return;
  if (player.keysOff && event.key.length === 1 && event.key !== " ") return;
  if (document.querySelector("dialog[open]:not(#help)")) return;
  if (at("help").open) { if (event.key === "?") { event.preventDefault(); commands.help(); } return; }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const native = event.target.closest?.("button, a, summary");
  if (native && (key === "Enter" || key === " ")) return;
  if (event.target.id === "source" && key.startsWith("Arrow")) return;
  if (player.moveReading(key)) { event.preventDefault(); return; }
  if (/^\d$/.test(key)) player.moveTo(Math.floor(moments.frames(player.rate) * Number(key) / 10));
  else if (key === "l") changeLanguage();
  else if (player.KEYS[key]) {
    if (event.repeat && ONCE.test(player.KEYS[key])) return;
    player.isHeld = event.repeat;
    commands[player.KEYS[key]]();
    player.isHeld = false;
  } else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-do]"))
  button.addEventListener("click", (event) => {
    commands[button.dataset.do]();
    if (event.detail) button.blur();  // else the space bar would press it again
  });
at("seek").addEventListener("input", () => { player.hold(); player.go(Number(at("seek").value)); });
at("letters").checked = player.keysOff;
at("letters").addEventListener("change", () => {
  player.keysOff = at("letters").checked;
  remembered.set("keys", player.keysOff ? "off" : "on");
});
})();
