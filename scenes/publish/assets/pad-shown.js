// What comes of a drawing, on the page: the picture, the neurons, the outputs
// and one neuron near by, in the colours of the films.
"use strict";

const LEVELS = 2049;  // of a ramp
const byId = (name) => document.getElementById(name);

// Where values stand on a ramp, as in scenes/stage/palette.py.
class Colors {
  constructor([diverging, grey]) { Object.assign(this, { diverging, grey }); }
  level(share) { return evenly(Math.min(1, Math.max(0, share)) * (LEVELS - 1)); }
  signed(value, limit) { return this.diverging[this.level((value / limit + 1) / 2)]; }
  share(value) { return this.grey[this.level(value)]; }
}
function channelsOf(color) {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, color, LITTLE);
  return [0, 1, 2].map((k) => bytes.getUint8(k));
}
// Black or white, whichever stands out more (WCAG 2.2).
function inkOn(color) {
  const [red, green, blue] = channelsOf(color).map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#fff" : "#000";
}
function paintCells(canvas, colors) {
  const context = canvas.getContext("2d"), picture = context.createImageData(canvas.width, canvas.height);
  new Uint32Array(picture.data.buffer).set(colors);
  context.putImageData(picture, 0, 0);
}
// Into the text that is there: WebKit gives no click on a button whose text was
// made anew between press and release.
function setText(element, text) {
  if (element.firstChild) element.firstChild.data = text;
  else element.append(text);
}
function fillCell(cell, value, color, signed) {
  setText(cell, written(value, signed));
  cell.style.background = `rgb(${channelsOf(color).join(" ")})`;
  cell.style.color = inkOn(color);
}
function made(kind, name, ...inside) {
  const element = document.createElement(kind);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}
function cellsCanvas() {
  const canvas = made("canvas", "cells");
  canvas.width = canvas.height = SIDE;
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

class Shown {
  // limits: of the scales of both layers' weights; onNear(number, chosen): a
  // neuron is pointed at, or chosen; onDigit(digit): what adds up to its sum is asked.
  constructor(network, limits, colors, { onNear, onDigit }) {
    Object.assign(this, { network, limits, colors, onNear, onDigit });
    this.rows = Array.from({ length: network.hidden }, (_, k) => this.row(k));
    byId("neurons").replaceChildren(...this.rows.map((row) => row.item));
    this.digits = Array.from({ length: DIGITS }, (_, digit) => this.digit(digit));
    byId("digits").tBodies[0].replaceChildren(...this.digits.map((one) => one.item));
    this.parts = Array.from({ length: network.hidden }, (_, k) => this.part(k));
    byId("parts").replaceChildren(...this.parts);
    this.legend();
  }
  row(k) {
    const canvas = cellsCanvas(), sum = made("span", "cell"), value = made("span", "cell");
    const button = made("button", "neuron", made("span", "index", String(k)), canvas, sum, value);
    button.type = "button";
    button.addEventListener("click", () => this.onNear(k, true));
    button.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") this.onNear(k, false); });
    button.addEventListener("pointerleave", () => this.onNear(null, false));
    return { item: made("li", "", button), button, canvas, sum, value };
  }
  digit(digit) {
    const button = made("button", "", String(digit)), name = made("th", "", button), sum = made("td", "code"), value = made("td", "");
    const cell = made("span", "cell"), fill = made("i", "fill"), before = made("i", "before");
    const bar = made("td", "bars", made("span", "gauge", fill, before));
    name.scope = "row";
    bar.setAttribute("aria-hidden", "true");
    value.append(cell);
    button.type = "button";
    const item = made("tr", "", name, sum, value, bar);
    item.addEventListener("click", () => this.onDigit(digit));
    return { item, button, sum, cell, fill, before };
  }
  part(k) {
    const bar = made("span", "part", made("i", ""));
    bar.addEventListener("click", () => this.onNear(k, true));
    return bar;
  }
  legend() {
    const [limit] = this.limits;
    paintCells(byId("ramp"), Array.from({ length: 129 }, (_, k) => this.colors.signed((k - 64) / 64, 1)));
    setText(byId("least"), written(-limit));
    setText(byId("most"), written(limit, true));
  }
  weightsOf(k) { return this.network.hiddenWeights.subarray(k * PIXELS, (k + 1) * PIXELS); }
  productsOf(k, image) { return this.weightsOf(k).map((weight, j) => weight * image[j]); }
  paintSigned(canvas, values) {
    paintCells(canvas, Array.from(values, (value) => this.colors.signed(value, this.limits[0])));
  }
  // state: image, drawn (levels or null), now and before (what the network
  // made of it, and without changes; null: there are none), near, chosen,
  // leftOut.
  show(state) {
    const { image, now, leftOut } = state;
    paintCells(byId("seen").firstElementChild, Array.from(image, (value) => this.colors.share(value)));
    this.showNeurons(image, now, leftOut, state.near);
    this.showDigits(state);
    this.showNear(state);
  }
  showNeurons(image, { sums, neurons }, leftOut, near) {
    const largest = Math.max(...sums.map(Math.abs)) || 1, isGrey = sums.every((sum) => sum >= 0 && sum <= 1);
    setText(byId("hidden-title"), tell("layers", { hidden: this.network.hidden }));
    this.rows.forEach(({ button, canvas, sum, value }, k) => {
      this.paintSigned(canvas, this.productsOf(k, image));
      fillCell(sum, sums[k], isGrey ? this.colors.share(sums[k]) : this.colors.signed(sums[k], largest), true);
      fillCell(value, neurons[k], this.colors.share(neurons[k]));
      button.classList.toggle("out", leftOut.has(k));
      button.classList.toggle("near", k === near);
      button.setAttribute("aria-label", tell(leftOut.has(k) ? "without" : "neuron", { number: k, sum: written(sums[k], true), value: written(neurons[k]) }));
    });
  }
  showDigits({ blank, digit: asked, now, before }) {
    this.digits.forEach(({ item, button, sum, cell, fill, before: tick }, digit) => {
      button.setAttribute("aria-label", tell("whatCounts", { digit }));
      button.setAttribute("aria-pressed", String(!blank && digit === asked));
      button.disabled = blank;
      setText(sum, written(now.outputSums[digit], true));
      fillCell(cell, now.outputs[digit], this.colors.share(now.outputs[digit]));
      fill.style.width = `${100 * now.outputs[digit]}%`;
      tick.hidden = !before;
      if (before) tick.style.left = `${100 * before.outputs[digit]}%`;
      item.classList.toggle("answer", !blank && digit === now.answer);
    });
    byId("ask").style.visibility = blank ? "hidden" : "";
    setText(byId("answer"), blank ? "?" : String(now.answer));
    setText(byId("brief"), blank ? "" : `→ ${now.answer} (${written(now.outputs[now.answer])})`);
    setText(byId("verdict"), this.verdict(blank, now, before));
  }
  verdict(blank, now, before) {
    if (blank) return say("blank");
    const next = now.outputs.reduce((best, value, k) => (k !== now.answer && (best < 0 || value > now.outputs[best]) ? k : best), -1);
    const reads = tell("reads", { answer: now.answer, first: written(now.outputs[now.answer]), next, second: written(now.outputs[next]) });
    if (!before) return reads;
    return `${reads} ${tell("unchanged", { answer: before.answer, first: written(before.outputs[before.answer]) })}`;
  }
  showNear({ blank, image, digit, now, near, chosen, leftOut }) {
    const isShown = near !== null;
    document.querySelector(".account").hidden = !isShown;
    if (!isShown) { setText(byId("near-title"), say("noNeuron")); return; }
    const products = this.productsOf(near, image), weight = this.network.outputWeights[digit * this.network.hidden + near];
    const part = weight * now.neurons[near], key = chosen ? "chosen" : part > 0 ? "adds" : "takes";
    setText(byId("near-title"), tell(key, { number: near, digit, part: written(Math.abs(part)) }));
    this.paintSigned(byId("near-weights"), this.weightsOf(near));
    this.paintSigned(byId("near-products"), products);
    const bias = this.network.hiddenBiases[near], lines = [
      [say("products"), now.sums[near] - bias], [say("bias"), bias], [say("sum"), now.sums[near]],
      [say(leftOut.has(near) ? "counted" : "value"), now.neurons[near], true]];
    if (!blank) lines.push([tell("weight", { digit }), weight], [tell("part", { digit }), part]);
    byId("near-sums").replaceChildren(...lines.flatMap(([name, value, unsigned]) => [made("dt", "", name), made("dd", "", written(value, !unsigned))]));
    this.showParts(digit, now.neurons, near);
    const button = byId("leave-out");
    setText(button, tell("leaveOut", { number: near }));
    button.setAttribute("aria-pressed", String(leftOut.has(near)));
  }
  // What each hidden neuron adds to the sum of a digit, as a bar from zero.
  showParts(digit, neurons, near) {
    const parts = neurons.map((value, k) => value * this.network.outputWeights[digit * this.network.hidden + k]);
    const least = Math.min(0, ...parts), most = Math.max(0, ...parts), room = most - least || 1;
    this.parts.forEach((bar, k) => {
      const [{ style }] = bar.children;
      style.top = `${100 * (most - Math.max(0, parts[k])) / room}%`;
      style.height = `${100 * Math.abs(parts[k]) / room}%`;
      style.background = `rgb(${channelsOf(this.colors.signed(parts[k], 2 * Math.abs(parts[k]) || 1)).join(" ")})`;
      bar.classList.toggle("near", k === near);
    });
    byId("parts").style.setProperty("--zero", `${100 * most / room}%`);
    setText(byId("parts-title"), tell("parts", { last: parts.length - 1, digit, least: written(Math.min(...parts), true), most: written(Math.max(...parts), true) }));
  }
}
