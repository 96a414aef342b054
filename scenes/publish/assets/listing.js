// The source beside the picture: the line and the sub-expression that are
// computed at this very frame.
"use strict";

// Moves the box alone, never the page; what is higher than it begins at its top.
function scrollInto(box, first, last = first) {
  const top = first.offsetTop, bottom = last.offsetTop + last.offsetHeight;
  if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight)
    box.scrollTop = top - Math.max(0, box.clientHeight - (bottom - top)) / 2;
}
(() => {
const player = window.matreelPlayer, { film, moments, picture } = player;
let listed = null, marks = "", indent = 0;

function render() {
  const act = moments.acts[player.act], { step } = act;
  renderSource(step);
  const [first, , last] = step.statement ?? [];
  renderMark(step, picture.told?.(player.rate, player.frame)
    ?? { statement: step.statement && [first, last], mark: act.mark, shapes: act.shapes, note: "" });
}
function renderSource(step) {
  const known = film.functions[step.function], file = known?.file ?? step.file;
  if (listed === `${file} ${step.function}`) return;
  listed = `${file} ${step.function}`;
  marks = "";
  const code = film.code[file] ?? [], numbers = [];
  for (let number = known?.first ?? 1; number <= Math.min(known?.last ?? code.length, code.length); number += 1)
    if (!film.told[file].some(([first, last]) => number >= first && number <= last)) numbers.push(number);
  indent = Math.min(...numbers.map((number) => code[number - 1].map(([, text]) => text).join("").search(/\S/)).filter((one) => one >= 0), 200);
  at("source-title").textContent = file ?? step.function;
  at("source").replaceChildren(...numbers.map((number) => {
    const row = make("span", "", "row"), link = make("a", number);
    link.href = `source.html#${file.replace(/[^A-Za-z0-9]/g, "-")}-${number}`;
    link.setAttribute("aria-label", language === "zh" ? `第 ${number} 行` : `Line ${number}`);
    row.dataset.line = number;
    row.append(link, make("span", "", "text"));
    return row;
  }));
}
function renderMark(step, { statement, mark, shapes, note }) {
  const key = JSON.stringify([listed, statement, mark, shapes, note]);
  if (marks === key) return;
  marks = key;
  at("shapes").replaceChildren(make("span", shapes), make("span", note, "note"));
  const file = film.functions[step.function]?.file ?? step.file;
  const lit = [];
  for (const row of at("source").children) {
    const line = Number(row.dataset.line);
    const isNow = Boolean(statement) && line >= statement[0] && line <= statement[1];
    row.classList.toggle("lit", isNow);
    if (isNow) lit.push(row);
    row.lastChild.replaceChildren(...coloured(film.code[file][line - 1], columnsOf(mark, line)));
  }
  if (lit.length) scrollInto(at("source"), lit[0], lit.at(-1));
}
function columnsOf(mark, line) {
  if (!mark || line < mark[0] || line > mark[2]) return [0, 0];
  return [line === mark[0] ? mark[1] : 0, line === mark[2] ? mark[3] : Infinity];
}
function coloured(pieces, [from, to]) {
  const parts = [], mark = document.createElement("mark");
  let column = 0, left = indent;
  // A line that goes on is marked from its first letter, an unlit one nowhere.
  if (to) from = Math.max(from, pieces.map(([, text]) => text).join("").search(/\S|$/));
  for (const [kind, text] of pieces) {
    const letters = [...text], cuts = [from, to].map((cut) => Math.max(0, Math.min(cut - column, letters.length)));
    for (const [start, end, inside] of [[0, cuts[0], false], [cuts[0], cuts[1], true], [cuts[1], letters.length, false]]) {
      if (start >= end) continue;
      const cut = Math.min(left, end - start), part = make("span", letters.slice(start + cut, end).join(""), kind);
      left -= cut;
      if (inside) { if (!mark.isConnected && !parts.includes(mark)) parts.push(mark); mark.append(part); }
      else parts.push(part);
    }
    column += letters.length;
  }
  parts.push("\n");
  return parts;
}
heard.push(() => { listed = null; });
player.onRender.push(render);
})();
