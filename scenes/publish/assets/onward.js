// From the end of a film to the next one, and from its first frame to the end of the
// one before, with the keys that go from step to step, as a clicker has no others:
// at first it is offered, when pressed once more it is gone to.
"use strict";
(() => {
const player = window.matreelPlayer, { commands, moments } = player;
const HURRIED = 500;  // milliseconds: a press so soon after another was meant for the step before
const ways = [
  ["nextStep", "a.following", "onward", () => player.frame >= moments.frames(player.rate) - 1],
  ["previousStep", "a.preceding", "backward", () => player.frame === 0],
];
let offered = null, last = 0;  // a function that says what is offered; when that was pressed last

function offer(words) {
  offered = words;
  at("onward").textContent = words ? words() : "";
  player.render();
}
for (const [name, selector, word, isThere] of ways) {
  const step = commands[name], linkNow = () => document.querySelector(selector);  // a live page has it later
  if (document.body.classList.contains("embedded")) continue;
  const words = () => say(word).replace("{}", () => linkNow().textContent);
  commands[name] = () => {
    const link = linkNow();
    if (!link || !isThere() || player.picture.playing || player.predict.isCovered()) { step(); return; }
    const now = performance.now(), isHurried = now < last + HURRIED;
    last = now;
    if (offered !== words) offer(words);
    else if (!isHurried && !player.isHeld) link.click();
  };
}
player.onGo.push(() => { if (offered) offer(null); });
heard.push(() => { if (offered) offer(offered); });
})();
