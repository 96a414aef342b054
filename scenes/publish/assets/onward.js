// From the end of a film to the next one with the key that goes from step to step,
// as a clicker has no other: once more it is offered, then it is gone to.
"use strict";
(() => {
const player = window.matreelPlayer, { commands, moments } = player, { nextStep } = commands;
const link = document.querySelector("a.following");
const HURRIED = 500;  // milliseconds: a second press so soon was meant for the step before
if (!link || document.body.classList.contains("embedded")) return;
let offered = null;  // when

function offer(when) {
  offered = when;
  at("onward").textContent = when === null ? "" : `${link.textContent} ${say("onward")}`;
}
commands.nextStep = () => {
  const isOver = player.frame >= moments.frames(player.rate) - 1 && !player.picture.playing;
  if (!isOver || player.predict.isOn) nextStep();
  else if (offered === null) offer(performance.now());
  else if (performance.now() > offered + HURRIED) link.click();
};
player.onGo.push(() => { if (offered !== null) offer(null); });
heard.push(() => offer(offered));
})();
