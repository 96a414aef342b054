// The small map beside the words: where in the network the film is.
"use strict";
(() => {
const player = window.matreelPlayer, { picture, isDrawn } = player, canvas = at("map");
let drawn = "";

function render() {
  const found = isDrawn && !picture.whole ? picture.mapAt(player.rate, player.frame) : null;
  canvas.hidden = !found;
  if (!found) { drawn = ""; return; }
  const [left, top, right, bottom] = found.room, share = window.devicePixelRatio || 1;
  canvas.style.aspectRatio = (right - left) / (bottom - top);
  const width = Math.round(canvas.clientWidth * share), height = Math.round(canvas.clientHeight * share);
  const key = `${idOf(found.piece)} ${found.looks} ${width} ${height} ${picture.theme}`;
  if (drawn === key || !width || !height) return;
  drawn = key;
  canvas.width = width;
  canvas.height = height;
  picture.paintMap(canvas, found);
}
new ResizeObserver(render).observe(canvas);
player.onRender.push(render);
})();
