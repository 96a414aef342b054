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
  const kind = mark[0];
  if (kind === 0) { const { 1: left, 2: top, 3: width, 4: height, 8: line } = mark; return [left - line, top - line, left + width + line, top + height + line]; }
  if (kind === 1) return pointsBox(mark[1], MITER * mark[5]);
  if (kind === 2) { const { 1: x, 2: y, 3: radius } = mark; return [x - radius, y - radius, x + radius, y + radius]; }
  if (kind === 3) {
    const { 2: left, 3: baseline, 4: width, 5: type } = mark, size = UNIT * piece.types[type][1];
    return [left - size / 2, baseline - 1.5 * size, left + width + size / 2, baseline + size];
  }
  if (kind === 4) { const corners = mark[2], [x, y, ...rest] = corners; return pointsBox(rest.length > 4 ? corners : [x, y, ...rest, rest[0] + rest[2] - x, rest[1] + rest[3] - y], 0); }
  if (kind === 7) return reliefBox(mark[2], mark[3]);
  if (kind === 5) { const { 2: left, 3: top, 4: width, 5: height, 6: marks } = mark; return meet([left, top, left + width, top + height], edgesOf(piece, marks)); }
  const { 1: left, 2: top, 3: width, 4: height } = mark;
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
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let k = 0; k < points.length; k += 2) {
    left = Math.min(left, points[k]); top = Math.min(top, points[k + 1]);
    right = Math.max(right, points[k]); bottom = Math.max(bottom, points[k + 1]);
  }
  return [left - more, top - more, right + more, bottom + more];
}
const meet = (one, other) => one.map((edge, k) => (k < 2 ? Math.max(edge, other[k]) : Math.min(edge, other[k])));
// The whole pixels of a canvas that a box touches, and some around it.
function seenOf([left, top, right, bottom], { unit, x, y }, { width, height }) {
  return [Math.max(0, Math.floor(left * unit + x) - EDGE), Math.max(0, Math.floor(top * unit + y) - EDGE),
    Math.min(width, Math.ceil(right * unit + x) + EDGE), Math.min(height, Math.ceil(bottom * unit + y) + EDGE)];
}
