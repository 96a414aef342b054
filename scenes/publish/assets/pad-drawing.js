// The pad: drawn on with a mouse, a pen, fingers, or the keys of a keyboard.
"use strict";

const PEN = 0.105;  // the pen's width, of the pad's
const KEY_STEP = 0.04;  // what an arrow key moves the pen
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Strokes in the unit square, drawn into a square of so many pixels.
function inkStrokes(context, side, strokes) {
  context.lineCap = context.lineJoin = "round";
  for (const { width, points } of strokes) {
    context.lineWidth = width * side;
    context.beginPath();
    context.moveTo(points[0][0] * side, points[0][1] * side);
    for (const [x, y] of points) context.lineTo(x * side, y * side);
    context.stroke();
  }
}

class Pad {
  // onStroke(stroke, from): its points from that number on are new;
  // onEnd(stroke): the pen is lifted; onKeys(words): where the keys' pen is.
  constructor(box, { onStroke, onEnd, onKeys }) {
    Object.assign(this, { box, onStroke, onEnd, onKeys });
    this.canvas = box.querySelector("canvas");
    this.context = this.canvas.getContext("2d");
    this.pen = box.querySelector(".pen");
    this.stroke = null;  // that is being drawn
    this.pointer = null;  // the one that draws it; null: keys do
    this.at = [0.5, 0.2];  // where the keys' pen is
    this.strokes = [];
    box.addEventListener("pointerdown", (event) => this.down(event));
    box.addEventListener("pointermove", (event) => this.moved(event));
    for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, (event) => { if (event.pointerId === this.pointer) this.lift(); });
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => { if (this.stroke && this.pointer === null) this.lift(); this.pen.hidden = true; });
    new ResizeObserver(() => this.resize()).observe(box);
  }
  resize() {
    const side = Math.max(1, Math.round(this.canvas.clientWidth * (window.devicePixelRatio || 1)));
    if (side !== this.canvas.width) { this.canvas.width = side; this.canvas.height = side; this.paint(); }
  }
  show(strokes) {
    this.strokes = strokes;
    this.paint();
  }
  paint() {
    const { context } = this, side = this.canvas.width;
    context.clearRect(0, 0, side, side);
    context.strokeStyle = getComputedStyle(this.box).color;
    inkStrokes(context, side, this.strokes);
  }
  placeOf(event) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const inside = (value) => Math.min(1, Math.max(0, value));
    return [inside((event.clientX - left) / width), inside((event.clientY - top) / height)];
  }
  begin(point, pointer) {
    this.stroke = { width: PEN, points: [point] };
    this.pointer = pointer;
    this.strokes = [...this.strokes, this.stroke];
    this.paint();
    this.onStroke(this.stroke, 0);
  }
  extend(points) {
    const { points: known } = this.stroke, from = known.length;
    for (const point of points) {
      const [x, y] = known.at(-1);
      if (point[0] !== x || point[1] !== y) known.push(point);
    }
    if (known.length === from) return;
    this.paint();
    this.onStroke(this.stroke, from);
  }
  lift() {
    const { stroke } = this;
    this.stroke = this.pointer = null;
    this.pen.classList.remove("down");
    this.onEnd(stroke);
  }
  down(event) {
    if (event.button !== 0) return;
    if (this.stroke) {
      if (this.pointer !== null) return;  // a second finger
      this.lift();
    }
    event.preventDefault();
    this.box.focus({ preventScroll: true });
    this.pen.hidden = true;
    try { this.box.setPointerCapture(event.pointerId); } catch { /* a pointer that has gone already */ }
    this.begin(this.placeOf(event), event.pointerId);
  }
  moved(event) {
    if (!this.stroke || event.pointerId !== this.pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    this.extend((all.length ? all : [event]).map((one) => this.placeOf(one)));
  }
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.pointer !== null) return;
    if (ARROWS[event.key]) {
      const step = event.shiftKey ? KEY_STEP / 4 : KEY_STEP;
      this.at = this.at.map((value, axis) => Math.min(1, Math.max(0, value + step * ARROWS[event.key][axis])));
      if (this.stroke) this.extend([this.at]);
      this.tellPen("penAt");
    } else if (event.key === " " || event.key === "Enter") {
      if (event.repeat) return event.preventDefault();
      this.tellPen(this.stroke ? "penUp" : "penDown");
      if (this.stroke) this.lift(); else this.begin(this.at, null);
    } else return;
    event.preventDefault();
    this.showPen();
  }
  tellPen(key) {
    const [across, down] = this.at.map((value) => Math.round(100 * value));
    this.onKeys(tell(key, { across, down }));
  }
  showPen() {
    this.pen.hidden = false;
    this.pen.style.left = `${100 * this.at[0]}%`;
    this.pen.style.top = `${100 * this.at[1]}%`;
    this.pen.classList.toggle("down", Boolean(this.stroke));
  }
}
