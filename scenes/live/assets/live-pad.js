// The pad of the server's page: what is drawn, by hand, by keys or as an example,
// is sent when the pen is lifted.
"use strict";
(() => {
const at = (id) => document.getElementById(id);
const live = window.matreelLive, INKED = 255;
let strokes = [];

const pad = new Pad(at("paper"), {
  onStroke(_, from) { if (!from) live.expect(); },
  onEnd(stroke) { change([...strokes, stroke]); },
  onKeys(words) { at("told").textContent = words; },
});
function change(next) {
  strokes = next;
  pad.show(strokes);
  if (!strokes.length) at("told").textContent = say("blank");
  send();
}
function undo() { if (!pad.stroke && strokes.length) change(strokes.slice(0, -1)); }

at("undo").addEventListener("click", undo);
at("clear").addEventListener("click", () => change([]));
at("learn").append(...[..."0123456789"].map((digit) => new Option(digit, digit)));
at("learn").addEventListener("change", () => { live.choose(""); send(); });
at("paper").addEventListener("keydown", (event) => {
  if (event.key !== "Backspace" || event.ctrlKey || event.metaKey || event.altKey) return;
  undo();
  event.preventDefault();
});

function showExamples() {
  at("examples").replaceChildren(...matreelExamples.map(([name, width, given]) => {
    const [digit, manner] = name.split("-"), button = document.createElement("button");
    const drawn = given.map((points) => ({ width, points: curveThrough(points) }));
    const canvas = button.appendChild(document.createElement("canvas")), context = canvas.getContext("2d");
    canvas.width = canvas.height = 80;
    context.strokeStyle = getComputedStyle(at("paper")).color;
    inkStrokes(context, 80, drawn);
    button.type = "button";
    button.className = "example";
    button.dataset.example = name;
    button.setAttribute("aria-label", tell("example", { digit, manner: manner ? say(manner) : "" }));
    button.addEventListener("click", () => change(drawn));
    return button;
  }));
}
heard.push(showExamples);
showExamples();

// Browsers leave what has the keys half beyond a row's edge.
for (const row of ["examples", "films"])
  at(row).addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest", inline: "nearest" }));

async function send() {
  const body = Ink.of(strokes).cells.map((inked) => inked * INKED);
  if (!body.some(Boolean)) return;
  performance.mark("matreel-pen-up");
  const learn = at("learn").value, goOn = live.rest();
  let answer;
  try {
    answer = await fetch(`digits${learn && `?learn=${learn}`}`, { method: "POST", body, headers: { "X-Matreel-Token": live.token } });
  } catch { goOn(); live.gone(); return; }
  if (answer.ok) return;
  goOn();
  if (answer.status !== 409) at("hint").textContent = answer.status === 403 ? say("liveNoToken") : await answer.text();
}
})();
