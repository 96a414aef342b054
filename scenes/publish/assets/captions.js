// Captions below the picture, never over it; videos show their own.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, isDrawn } = player;
let captioned = false, shown = "";

function showCaptions() {
  const silent = !captioned || player.predict.tellsTooMuch();
  if (!isDrawn) {
    picture.showCaptions(!silent && language);
    return;
  }
  const second = player.frame / player.rate;
  const cue = !silent && cuesOf(film, language).find(([start, end]) => start <= second && second < end);
  const words = cue ? cue[2].join("\n") : "";
  if (shown === words) return;
  shown = words;
  at("cue").textContent = words;
}
player.commands.captions = () => {
  captioned = !captioned;
  at("captions").setAttribute("aria-pressed", captioned);
  at("cue").hidden = !captioned || !isDrawn;
  showCaptions();
};
player.onRender.push(showCaptions);
})();
