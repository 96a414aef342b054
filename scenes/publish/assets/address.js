// The address follows the moment, and leads to one: scenes/publish/page.py says
// how. With it the film begins: it comes after all that takes part in that.
"use strict";
(() => {
const player = window.matreelPlayer, { film, moments, rates, picture } = player;
let timer = 0, last = 0;

function text() {
  const { frame, rate, step } = player;
  if (frame === 0) return `#${film.name}`;
  if (player.settledFrame(step) === frame) return `#${film.name}/${film.steps[step].slug}`;
  return `#${film.name}@frame=${frame}${rate === rates[0] ? "" : `&rate=${rate}`}`;
}
function write() {
  clearTimeout(timer);
  if (location.hash !== text()) history.replaceState(null, "", text());
}
function open(hash) {
  const wanted = parseAddress(hash), isStep = (slug) => film.steps.some((one) => one.slug === slug);
  if (!wanted.slug && isStep(wanted.film)) {  // a step alone is one of this film
    wanted.slug = wanted.film;
    wanted.film = film.name;
  }
  if (wanted.film && wanted.film !== film.name) {
    if (/^[\w-]+$/.test(wanted.film)) location.replace(`index.html${hash}`);
    return;
  }
  const rate = rates.includes(wanted.rate) ? wanted.rate : wanted.frame === undefined ? player.rate : rates[0];
  const step = film.steps.findIndex((one) => one.slug === wanted.slug);
  const isSettled = wanted.frame === undefined && step >= 0 && !player.predict.isOn;
  const there = step < 0 ? 0 : isSettled ? moments.settledFrame(step, rate) : moments.startOf(step, rate);
  player.open(wanted.frame ?? there, rate, isSettled ? step : null);
}
player.address = { text, write };
player.onGo.push(() => { clearTimeout(timer); timer = setTimeout(write, 150); });
player.onArrive.push(() => {
  if (Date.now() - last < 1000) return;  // browsers refuse many a second
  last = Date.now();
  write();
});
window.addEventListener("hashchange", (event) => open(new URL(event.newURL).hash));
window.addEventListener("popstate", () => open(location.hash));
window.addEventListener("pagehide", write);

heard.push(() => { document.title = `${told(film.title)} · matreel`; player.render(); });
if (!player.isDrawn) {
  picture.videoAt(rates[0]).poster = `films/${film.name}/${film.poster}`;
  picture.videoAt(rates[0]).className = "";
}
speak(language);
open(location.hash);
})();
