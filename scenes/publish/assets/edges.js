// Where the marks of a score lie: in its units, or in the pixels of a canvas.
"use strict";

const MITER = 5, EDGE = 3;  // as far a line's corner reaches, in its widths; pixels

// What marks of a piece lie within, by their numbers, as [left, top, right, bottom].
function edgesOf(piece, numbers) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const number of numbers) {
    const box = piece.boxes[number] ??= boxOf(piece, piece.marks.at(number));
    left = Math.min(left, box[0]); top = Math.min(top, box[1]);
    right = Math.max(right, box[2]); bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}
function boxOf(piece, mark) {
  const [kind, ...of] = mark;
  if (kind === 0) { const [left, top, width, height, , , , line] = of; return [left - line, top - line, left + width + line, top + height + line]; }
  if (kind === 1) return pointsBox(of[0], MITER * of[4]);
  if (kind === 2) { const [x, y, radius] = of; return [x - radius, y - radius, x + radius, y + radius]; }
  if (kind === 3) {
    const [, left, baseline, width, type] = of, size = UNIT * piece.types[type][1];
    return [left - size / 2, baseline - 1.5 * size, left + width + size / 2, baseline + size];
  }
  if (kind === 4) { const [x, y, ...rest] = of[1]; return pointsBox(rest.length > 4 ? of[1] : [x, y, ...rest, rest[0] + rest[2] - x, rest[1] + rest[3] - y], 0); }
  if (kind === 7) return reliefBox(of[1], of[2]);
  if (kind === 5) { const [, left, top, width, height, marks] = of; return meet([left, top, left + width, top + height], edgesOf(piece, marks)); }
  const [left, top, width, height] = of;
  return [left, top, left + width, top + height];
}
// What a lens shows of a sheet and of what stands on it, up to `rise`.
function reliefBox(lens, rise) {
  const points = [];
  for (const u of [0, 1]) for (const v of [0, 1]) for (const h of [-rise, rise]) {
    const [x, y, w] = [0, 4, 8].map((k) => lens[k] * u + lens[k + 1] * v + lens[k + 2] * h + lens[k + 3]);
    points.push(x / w, y / w);
  }
  return pointsBox(points, 0);
}
function pointsBox(points, more) {
  const xs = points.filter((_, k) => k % 2 === 0), ys = points.filter((_, k) => k % 2);
  return [Math.min(...xs) - more, Math.min(...ys) - more, Math.max(...xs) + more, Math.max(...ys) + more];
}
const meet = (one, other) => one.map((edge, k) => (k < 2 ? Math.max(edge, other[k]) : Math.min(edge, other[k])));
// The whole pixels of a canvas that a box touches, and some around it.
function seenOf([left, top, right, bottom], { unit, x, y }, { width, height }) {
  return [Math.max(0, Math.floor(left * unit + x) - EDGE), Math.max(0, Math.floor(top * unit + y) - EDGE),
    Math.min(width, Math.ceil(right * unit + x) + EDGE), Math.min(height, Math.ceil(bottom * unit + y) + EDGE)];
}
