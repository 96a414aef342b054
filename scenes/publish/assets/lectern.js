// A film shown to others: the stage with words and source around it, or the
// whole picture as filmed, edge to edge with controls that hide; black, white,
// spotlight, magnifier, nearer and farther.
"use strict";
(() => {
const player = window.matreelPlayer, { picture, commands, isDrawn, root, holder } = player;
const HIDES_AFTER = 2500;  // milliseconds without a hand on anything
const TAPPED = 3;  // times nearer after two taps
const asked = new URLSearchParams(location.search);  // ?embed and ?whole
const isEmbedded = asked.has("embed");

// ---- the stage alone, or the whole picture

// Alone, nothing stands twice: the page has words and source beside the stage.
// Whole it is in full screen, embedded, where someone wants it so, as a video,
// and where the film says nothing about its stage.
function layOut() {
  const isWhole = at("whole").checked || isEmbedded || asked.has("whole") || Boolean(document.fullscreenElement);
  if (isDrawn) { picture.turn(); picture.showWhole(isWhole); }
  const [, , wide, high] = isDrawn ? picture.box : [0, 0, 16, 9];
  document.body.classList.toggle("whole", isWhole || !isDrawn || !picture.isApart);
  document.body.style.setProperty("--shape", (wide / high).toFixed(4));
}
at("whole").checked = remembered.get("whole") === "yes";
at("whole").addEventListener("change", () => {
  remembered.set("whole", at("whole").checked ? "yes" : "no");
  layOut();
});
document.addEventListener("fullscreenchange", layOut);
heldUpright.addEventListener("change", layOut);
document.body.classList.toggle("embedded", isEmbedded);

// ---- the whole screen

let hiding = 0;
function wake() {
  root.classList.remove("resting");
  clearTimeout(hiding);
  if (document.fullscreenElement) hiding = setTimeout(() => root.classList.add("resting"), HIDES_AFTER);
}
for (const name of ["pointermove", "pointerdown", "focusin"]) root.addEventListener(name, wake);
document.addEventListener("fullscreenchange", wake);

// A page takes the whole screen with it: the film that is gone on to from there fills
// it again with the first key, which browsers ask for.
const FULL = "matreel.full";
const session = (deed) => { try { return deed(sessionStorage); } catch { return null; } };  // some pages may keep nothing
player.isToFill = () => !document.fullscreenElement && session((kept) => kept.getItem(FULL)) === "yes";
document.addEventListener("click", (event) => {
  if (document.fullscreenElement && event.target.closest?.("a.following, a.preceding")) session((kept) => kept.setItem(FULL, "yes"));
}, { capture: true });
for (const name of ["keydown", "pointerdown"])
  document.addEventListener(name, (event) => {
    if (!player.isToFill() || event.ctrlKey || event.altKey || event.metaKey) return;
    session((kept) => kept.removeItem(FULL));
    if (event.key && !["Escape", "F5"].includes(event.key)) commands.fullscreen();
  }, { capture: true });
document.addEventListener("fullscreenchange", () => { if (document.fullscreenElement) session((kept) => kept.removeItem(FULL)); });

// ---- black, white, spotlight, magnifier

function shade(color) {
  const on = root.dataset.shade === color ? "" : color;
  root.dataset.shade = on;
  at("shade").hidden = !on;
  player.render();
}
// Whether it was blanked; then it comes back.
player.unshade = () => {
  const was = root.dataset.shade;
  if (was) shade(was);
  return Boolean(was);
};
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
holder.addEventListener("dblclick", (event) => {  // two taps: nearer there, or all of it again
  if (!taps.matches || event.target.closest("#covers")) return;
  const box = holder.getBoundingClientRect();
  zoom(picture.zoom?.scale > 1 ? 0 : TAPPED, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
});
for (const name of ["pointerup", "pointercancel"])
  window.addEventListener(name, (event) => { fingers.delete(event.pointerId); gesture = null; });
holder.addEventListener("click", (event) => { if (dragged) { event.stopPropagation(); dragged = false; } }, { capture: true });

// ---- keys

Object.assign(commands, {
  black() { shade("black"); },
  white() { shade("white"); },
  stop() { if (document.fullscreenElement) shade("black"); else commands.nextFrame(); },
  spotlight() { toggle("spotlight"); },
  magnifier() { if (!isDrawn) return; if (toggle("magnified")) magnify(); else picture.zoomTo(1, 0, 0); },
  nearer() { zoom(1.25); },
  farther() { zoom(0.8); },
  more() { if (at("more").open) at("more").close(); else at("more").showModal(); },
});
Object.assign(player.KEYS, {
  b: "black", w: "white", x: "spotlight", m: "magnifier", "+": "nearer", "=": "nearer", "-": "farther", _: "farther",
  F5: "fullscreen",
});
// In front of others a clicker's "." blanks the screen, also when the window of who
// speaks has the keys; any key brings it back.
document.addEventListener("keydown", (event) => {
  if (player.unshade()) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  if (event.key === "." && (document.fullscreenElement || asked.has("speaker"))) { event.preventDefault(); event.stopImmediatePropagation(); commands.stop(); }
  if (event.shiftKey && event.key.startsWith("Arrow") && picture.zoom?.scale > 1) {
    const [x, y] = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    event.preventDefault();
    event.stopImmediatePropagation();
    picture.pan(x, y);
  }
}, { capture: true });
for (const element of document.querySelectorAll("[data-drawn]")) element.hidden = !isDrawn;
layOut();
})();
