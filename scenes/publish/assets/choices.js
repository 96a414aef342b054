// How the film looks and how fast it plays, and all its steps at a glance.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, isDrawn } = player;
const SPEEDS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];

// ---- themes and speed

function chooseTheme(name) {
  if (!isDrawn) return;
  remembered.set("theme", name);
  document.documentElement.dataset.theme = name;
  at("theme").value = name;
  picture.changeTheme(name).then(player.render);
}
function changeSpeed(step) {
  const number = SPEEDS.indexOf(picture.speed);
  setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, number + step))]);
}
function setSpeed(speed) {
  picture.speed = speed;
  at("speed").value = String(speed);
}
at("speed").replaceChildren(...SPEEDS.map((speed) => new Option(`${speed} ×`, String(speed))));
at("speed").value = "1";
at("speed").addEventListener("change", () => setSpeed(Number(at("speed").value)));
at("theme").addEventListener("change", () => chooseTheme(at("theme").value));
if (isDrawn) {
  const print = matchMedia("print"), stark = matchMedia("(prefers-contrast: more), (forced-colors: active)");
  const usual = remembered.get("theme") ?? (stark.matches ? "contrast" : "dark");
  if (usual !== "dark") picture.ready.then(() => chooseTheme(usual));
  at("theme").value = usual;
  print.addEventListener("change", () => picture.changeTheme(print.matches ? "print" : at("theme").value));
}

// ---- all steps at a glance

at("overview").addEventListener("close", () => at("all-steps").replaceChildren());
async function overview() {
  const box = at("overview");
  if (box.open) { box.close(); return; }
  at("more").close();
  at("all-steps").replaceChildren(...film.steps.map((step, number) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-current", number === player.step ? "step" : "false");
    button.append(Object.assign(document.createElement("span"), { textContent: `${number + 1}. ${told(step.name)}` }));
    button.addEventListener("click", () => { box.close(); player.jumpToStep(number); });
    item.append(button);
    return item;
  }));
  box.showModal();
  const now = at("all-steps").querySelector('[aria-current="step"]');
  now?.focus();
  if (!isDrawn) return;
  for (const [number, item] of [...at("all-steps").children].entries()) {
    if (!box.open) return;
    const canvas = await picture.drawn(player.rate, player.settledFrame(number), 480, true).catch(() => null);
    if (canvas) { canvas.setAttribute("aria-hidden", "true"); item.firstChild.prepend(canvas); now?.scrollIntoView({ block: "nearest" }); }
  }
}

Object.assign(commands, {
  slower() { changeSpeed(-1); },
  faster() { changeSpeed(1); },
  overview,
  theme() { const names = film.score?.themes.map(([name]) => name) ?? []; if (isDrawn) chooseTheme(names[(names.indexOf(picture.theme) + 1) % names.length]); },
});
Object.assign(player.KEYS, { "<": "slower", ">": "faster", o: "overview", t: "theme" });
})();
