// Paints what a score says onto a canvas, at the canvas's own pixels.
// scenes/score says what the marks are.
"use strict";

const UNIT = 100, OPAQUE = 1000, NAN_LEVEL = 2049;
const MOST_PICTURES = 400;  // kept of cells and of what is only copied
const FAMILIES = {
  words: '"matreel words", "matreel code", "matreel cjk", sans-serif',
  code: '"matreel code", "matreel words", "matreel cjk", monospace',
};

// Where a frame lies on a canvas: a design pixel is `scale` pixels wide, and
// the point (x, y) of the canvas's pixels is the frame's upper left corner.
class View {
  constructor(scale, x, y) { Object.assign(this, { scale, x, y, unit: scale / UNIT }); }
  // The view in which something that was drawn at a point lies elsewhere.
  moved(left, top, fromLeft, fromTop) {
    return new View(this.scale,
      Math.round(left * this.unit + this.x) - fromLeft * this.unit,
      Math.round(top * this.unit + this.y) - fromTop * this.unit);
  }
}

class Painter {
  // grids: name -> a grid; ramps: RGBA of the levels of each ramp; theme: the
  // number of the theme in a piece's colours; empty: the colour of a cell that
  // holds nothing yet.
  constructor(grids, ramps, theme, empty) {
    Object.assign(this, { grids, ramps, theme });
    const parts = [1, 3, 5].map((k) => parseInt(empty.slice(k, k + 2), 16));
    this.empty = new DataView(Uint8Array.of(...parts, 255).buffer).getUint32(0, LITTLE);
    this.pictures = new Map();
    this.layers = [];
    this.ways = [this.rectangle, this.polygon, this.disc, this.text, this.cells, this.group, this.kept];
  }
  paint(context, { piece, looks }, view) {
    this.piece = piece;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.lineJoin = "miter";
    context.miterLimit = 10;
    this.font = "";
    for (const look of looks) this.marks(context, piece.looks[look], view, 1, 0);
  }
  marks(context, numbers, view, opacity, depth) {
    for (const number of numbers) {
      const mark = this.piece.marks[number];
      this.ways[mark[0]].call(this, context, mark, view, opacity, depth, number);
    }
  }
  color(number) { return this.piece.colors[number][this.theme]; }
  finish(context, fill, stroke, line, dashes, view) {
    if (fill >= 0) { context.fillStyle = this.color(fill); context.fill(); }
    if (stroke >= 0) {
      context.strokeStyle = this.color(stroke);
      context.lineWidth = line * view.unit;
      context.setLineDash(dashes ? dashes.map((one) => one * view.unit) : []);
      context.stroke();
    }
  }
  rectangle(context, [, left, top, width, height, radius, fill, stroke, line, opacity, dashes], view, share) {
    const { unit } = view, x = left * unit + view.x, y = top * unit + view.y;
    context.globalAlpha = share * opacity / OPAQUE;
    if (radius <= 0 && stroke < 0) {
      context.fillStyle = this.color(fill);
      context.fillRect(x, y, width * unit, height * unit);
      return;
    }
    context.beginPath();
    if (radius > 0) context.roundRect(x, y, width * unit, height * unit, radius * unit);
    else context.rect(x, y, width * unit, height * unit);
    this.finish(context, fill, stroke, line, dashes, view);
  }
  polygon(context, [, points, closed, fill, stroke, line, opacity, dashes], view, share) {
    const { unit } = view;
    context.globalAlpha = share * opacity / OPAQUE;
    context.beginPath();
    for (let k = 0; k < points.length; k += 2) context.lineTo(points[k] * unit + view.x, points[k + 1] * unit + view.y);
    if (closed) context.closePath();
    this.finish(context, fill, stroke, line, dashes, view);
  }
  disc(context, [, x, y, radius, fill, opacity], view, share) {
    context.globalAlpha = share * opacity / OPAQUE;
    context.fillStyle = this.color(fill);
    context.beginPath();
    context.arc(x * view.unit + view.x, y * view.unit + view.y, radius * view.unit, 0, 2 * Math.PI);
    context.fill();
  }
  text(context, mark, view, share) {
    const [, text, left, baseline, width, type, color, opacity] = mark;
    const [family, size, weight] = this.piece.types[type];
    const pixels = Math.max(1, Math.round(size * view.scale * 100) / 100);
    const font = `${weight} ${pixels}px ${FAMILIES[family]}`;
    if (this.font !== font) { context.font = font; this.font = font; }
    context.globalAlpha = share * opacity / OPAQUE;
    context.fillStyle = this.color(color);
    const x = Math.round(left * view.unit + view.x), y = Math.round(baseline * view.unit + view.y);
    // Letters that no font of the score has may be wider here than there.
    const wide = context.measureText(text).width, wanted = width * view.unit;
    if (Math.abs(wide - wanted) <= 1 + 0.01 * wanted) { context.fillText(text, x, y); return; }
    context.setTransform(wanted / wide, 0, 0, 1, x, y);
    context.fillText(text, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
  cells(context, [, number, corners, shown, hollow, room], view, share) {
    const grid = this.grids.get(this.piece.grids[number]), { unit } = view;
    const [x, y, acrossX, acrossY, downX, downY] = corners.map((one, k) => one * unit + (k % 2 ? view.y : view.x));
    const area = (acrossX - x) * (downY - y) - (acrossY - y) * (downX - x);
    if (Math.abs(area) < 1e-6) return;  // seen exactly edge on
    const picture = this.pictureOf(grid, shown, hollow, room.map((one) => Math.max(1, Math.floor(one * unit))));
    const { width, height } = picture;
    context.globalAlpha = share;
    context.imageSmoothingEnabled = false;
    context.setTransform((acrossX - x) / width, (acrossY - y) / width, (downX - x) / height, (downY - y) / height, x, y);
    context.drawImage(picture, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
  // A pixel for each cell, or for each block of those that have no room.
  pictureOf(grid, shown, hollow, [wide, high]) {
    const block = wide === undefined ? [1, 1] : [Math.ceil(grid.rows / high), Math.ceil(grid.columns / wide)];
    return this.keep(`${grid.name} ${shown} ${hollow} ${block}`, () => {
      const rows = Math.ceil(grid.rows / block[0]), columns = Math.ceil(grid.columns / block[1]);
      const picture = surface(columns, rows), context = picture.getContext("2d");
      const image = context.createImageData(columns, rows), pixels = new Uint32Array(image.data.buffer);
      const empty = hollow ? 0 : this.empty, ramp = this.ramps[grid.ramp];
      for (let row = 0, k = 0; row < rows; row += 1)
        for (let column = 0; column < columns; column += 1, k += 1) {
          const isThere = Array.isArray(shown) ? column * block[1] < shown[row * block[0]]
            : shown < 0 || row * block[0] * grid.columns + column * block[1] < shown;
          pixels[k] = isThere ? ramp[levelOf(grid, row, column, block)] : empty;
        }
      context.putImageData(image, 0, 0);
      return picture;
    });
  }
  group(context, [, opacity, left, top, width, height, marks], view, share, depth) {
    const { unit } = view, { canvas } = context;
    const x = left * unit + view.x, y = top * unit + view.y;
    const box = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y)),
      Math.min(canvas.width, Math.ceil(x + width * unit)), Math.min(canvas.height, Math.ceil(y + height * unit))];
    const [wide, high] = [box[2] - box[0], box[3] - box[1]];
    if (wide <= 0 || high <= 0) return;
    const layer = this.layer(depth, canvas.width, canvas.height);
    layer.clearRect(box[0], box[1], wide, high);
    layer.save();
    layer.beginPath();
    layer.rect(x, y, width * unit, height * unit);
    layer.clip();
    this.font = "";
    this.marks(layer, marks, view, 1, depth + 1);
    layer.restore();
    this.font = "";
    context.globalAlpha = share * opacity / OPAQUE;
    context.drawImage(layer.canvas, box[0], box[1], wide, high, box[0], box[1], wide, high);
  }
  layer(depth, width, height) {
    let layer = this.layers[depth];
    if (!layer || layer.canvas.width < width || layer.canvas.height < height)
      layer = this.layers[depth] = surface(width, height).getContext("2d");
    return layer;
  }
  // A picture that is painted once for each size, then copied.
  kept(context, [, left, top, width, height, fromLeft, fromTop, look], view, share, depth) {
    const { unit } = view, wide = Math.ceil(width * unit) + 2, high = Math.ceil(height * unit) + 2;
    const x = Math.round(left * unit + view.x), y = Math.round(top * unit + view.y);
    if (wide < 1 || high < 1 || x >= context.canvas.width || y >= context.canvas.height || x + wide <= 0 || y + high <= 0) return;
    const inner = new View(view.scale, -fromLeft * unit, -fromTop * unit);
    const { piece } = this;
    const picture = this.keep(`${idOf(piece)} ${look} ${wide} ${high} ${view.scale}`, () => {
      const made = surface(wide, high), within = made.getContext("2d");
      this.font = "";
      this.marks(within, piece.looks[look], inner, 1, depth + 1);
      this.font = "";
      return made;
    });
    context.globalAlpha = share;
    context.drawImage(picture, x, y);
  }
  keep(key, make) {
    let picture = this.pictures.get(key);
    if (picture) this.pictures.delete(key);
    else picture = make();
    this.pictures.set(key, picture);  // the last one used is the last to go
    if (this.pictures.size > MOST_PICTURES) this.pictures.delete(this.pictures.keys().next().value);
    return picture;
  }
}
// The level of a cell; of a block the mean, or what stands beside the ramps.
function levelOf(grid, row, column, [high, wide]) {
  const { rows, columns, levels } = grid;
  if (high * wide === 1) return levels[row * columns + column];
  let sum = 0, count = 0;
  for (let r = row * high; r < Math.min(rows, (row + 1) * high); r += 1)
    for (let c = column * wide; c < Math.min(columns, (column + 1) * wide); c += 1) {
      const level = levels[r * columns + c];
      if (level >= NAN_LEVEL) return level;
      sum += level;
      count += 1;
    }
  return Math.round(sum / count);
}
function surface(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}
const identities = new WeakMap();
function idOf(thing) {
  if (!identities.has(thing)) identities.set(thing, idOf.next = (idOf.next ?? 0) + 1);
  return identities.get(thing);
}
