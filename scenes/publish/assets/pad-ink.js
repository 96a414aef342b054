// What a pen leaves on the pad, and the picture that the network gets of it:
// fitted and centred as network/digits does it, to the last bit.
"use strict";

const PAPER = 240;  // cells of the fine square that is drawn on
const SIDE = 28, BOX = 20, CENTRE = 14;
const POINTS_A_SPAN = 12;

// Ties go to the even number, as in NumPy.
function evenly(value) {
  const low = Math.floor(value), rest = value - low;
  return rest === 0.5 ? low + (low % 2) : Math.round(value);
}

// The points of a smooth curve through points (Catmull-Rom); two are a line.
function curveThrough(points) {
  if (points.length === 2) return points;
  const beyond = (end, next) => [2 * end[0] - next[0], 2 * end[1] - next[1]];
  const around = [beyond(points[0], points[1]), ...points, beyond(points.at(-1), points.at(-2))];
  const curve = [];
  for (let span = 0; span < points.length - 1; span += 1) {
    const [before, start, end, after] = around.slice(span, span + 4);
    for (let k = 0; k < POINTS_A_SPAN; k += 1) {
      const t = k / POINTS_A_SPAN;
      curve.push([0, 1].map((axis) => 0.5 * (2 * start[axis] + (end[axis] - before[axis]) * t
        + (2 * before[axis] - 5 * start[axis] + 4 * end[axis] - after[axis]) * t ** 2
        + (3 * start[axis] - before[axis] - 3 * end[axis] + after[axis]) * t ** 3)));
    }
  }
  return [...curve, points.at(-1)];
}

class Ink {
  constructor() { this.cells = new Uint8Array(PAPER * PAPER); }
  // Ink the cells whose centres a round pen touches from one point to another.
  line([x0, y0], [x1, y1], width) {
    const dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy, reach = width / 2;
    const first = (value) => Math.max(0, Math.floor((value - reach) * PAPER) - 1);
    const last = (value) => Math.min(PAPER - 1, Math.ceil((value + reach) * PAPER) + 1);
    const right = last(Math.max(x0, x1)), bottom = last(Math.max(y0, y1));
    for (let row = first(Math.min(y0, y1)); row <= bottom; row += 1) {
      const y = (row + 0.5) / PAPER - y0;
      for (let column = first(Math.min(x0, x1)); column <= right; column += 1) {
        const x = (column + 0.5) / PAPER - x0;
        const along = length ? Math.min(1, Math.max(0, (x * dx + y * dy) / length)) : 0;
        const across = x - along * dx, down = y - along * dy;
        if (Math.sqrt(across * across + down * down) <= reach) this.cells[row * PAPER + column] = 1;
      }
    }
  }
  stroke({ width, points }, from = 0) {
    if (points.length === 1) this.line(points[0], points[0], width);
    for (let k = Math.max(1, from); k < points.length; k += 1) this.line(points[k - 1], points[k], width);
  }
  static of(strokes) {
    const ink = new Ink();
    for (const stroke of strokes) ink.stroke(stroke);
    return ink;
  }
  // The rows and columns from the first to the last with ink; null: there is none.
  get box() {
    let top = PAPER, bottom = -1, left = PAPER, right = -1;
    this.cells.forEach((inked, number) => {
      if (!inked) return;
      const row = Math.floor(number / PAPER), column = number % PAPER;
      top = Math.min(top, row); bottom = Math.max(bottom, row);
      left = Math.min(left, column); right = Math.max(right, column);
    });
    return bottom < 0 ? null : { top, left, rows: bottom - top + 1, columns: right - left + 1 };
  }
  // 784 levels, 0 to 255, row after row; null of no ink.
  get levels() {
    const { box } = this;
    if (!box) return null;
    const longer = Math.max(box.rows, box.columns);
    const rows = sharesOf(box.rows, longer), columns = sharesOf(box.columns, longer);
    const fitted = rows.map((down) => columns.map((across) => {
      let sum = 0;
      for (const [row, share] of down) {
        const start = (box.top + row) * PAPER + box.left;
        let inked = 0;
        for (const [column, part] of across) if (this.cells[start + column]) inked += part;
        sum += share * inked;
      }
      return sum;
    }));
    const strongest = Math.max(...fitted.flat());
    const digit = fitted.map((row) => row.map((value) => evenly(evenly(255 * value / strongest * 1e9) / 1e9)));
    return placed(digit);
  }
}

// For each of the pixels that a line of some becomes, [number, share] of those
// that it averages; the longer side of a digit becomes BOX.
function sharesOf(source, longer) {
  const target = Math.max(1, evenly(BOX * source / longer)), step = source / target;
  return Array.from({ length: target }, (_, k) => {
    const begin = k * step, end = k + 1 === target ? source : (k + 1) * step, shares = [];
    for (let pixel = Math.floor(begin); pixel < Math.min(source, end); pixel += 1) {
      const overlap = Math.min(end, pixel + 1) - Math.max(begin, pixel);
      if (overlap > 0) shares.push([pixel, overlap * (target / source)]);
    }
    return shares;
  });
}

// A digit in the middle of a picture by its centre of mass.
function placed(digit) {
  const sum = (values) => values.reduce((one, other) => one + other, 0);
  const start = (profile) => {
    const mass = sum(profile.map((value, k) => value * k)) / sum(profile);
    return Math.min(Math.max(CENTRE - Math.floor(mass + 0.5), 0), SIDE - profile.length);
  };
  const top = start(digit.map(sum)), left = start(digit[0].map((_, k) => sum(digit.map((row) => row[k]))));
  const levels = new Uint8Array(SIDE * SIDE);
  digit.forEach((row, i) => levels.set(row, (top + i) * SIDE + left));
  return levels;
}
