// Paints what a score says onto a canvas, at the canvas's own pixels.
// scenes/score says what the marks are.
"use strict";

const UNIT = 100, OPAQUE = 1000, NAN_LEVEL = 2049, LAST_LEVEL = 2048;
const OVER = 0.06, SHADED = 0.5;  // of a relief, as scenes/stage/relief.py has them
const SOLID = [];  // the dashes of a whole line
const SEEN = 0.5;  // pixels: by fewer no line is seen to be wider
// So much to the side for each pixel upwards letters lean, which nobody sees: those
// that stand upright exactly are fitted to whole pixels (hinted) by some browsers.
const LEANING = 6e-4;
// Kept of cells and of what is only copied: so many, of so many pixels.
const MOST_PICTURES = 400, MOST_PIXELS = 40e6;
const LAYER = 128, MOST_LAYERS = 40;  // pixels of what layers are whole times of; how many are kept
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
    this.pixels = 0;  // of all of them
    this.spare = [];  // canvases of those that were let go
    this.types = new WeakMap();  // a type of a piece -> its font, and the texts measured in it
    this.layers = new Map();
    this.ways = [this.rectangle, this.polygon, this.disc, this.text, this.cells, this.group, this.kept, this.relief];
    this.colored = new Map();  // name of a grid -> the colours of its tops and walls, in one piece
  }
  // without: the looks that are left out, as what a page lays out beside the stage.
  paint(context, { piece, looks }, view, without = null) {
    this.piece = piece;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.lineJoin = "miter";
    context.miterLimit = 10;
    this.font = "";
    for (const look of looks) if (!without?.has(look)) this.marks(context, piece.looks.at(look), view, 1, 0);
  }
  // A mark's fields are taken by their numbers: iterators, one for each of thousands of
  // marks a second, would be collected while the film plays.
  marks(context, numbers, view, opacity, depth) {
    for (let k = 0; k < numbers.length; k += 1) {
      const mark = this.piece.marks.at(numbers[k]);
      this.ways[mark[0]].call(this, context, mark, view, opacity, depth);
    }
  }
  color(number) { return this.piece.colors[number][this.theme]; }
  finish(context, fill, stroke, line, dashes, view) {
    if (fill >= 0) { context.fillStyle = this.color(fill); context.fill(); }
    if (stroke >= 0) {
      context.strokeStyle = this.color(stroke);
      context.lineWidth = line * view.unit;
      context.setLineDash(dashes ? dashes.map((one) => one * view.unit) : SOLID);
      context.stroke();
    }
  }
  rectangle(context, mark, view, share) {
    const { 1: left, 2: top, 3: width, 4: height, 5: radius, 6: fill, 7: stroke, 8: line, 9: opacity, 10: dashes } = mark;
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
  polygon(context, mark, view, share) {
    const { 1: points, 2: closed, 3: fill, 4: stroke, 5: line, 6: opacity, 7: dashes } = mark, { unit } = view;
    context.globalAlpha = share * opacity / OPAQUE;
    context.beginPath();
    for (let k = 0; k < points.length; k += 2) context.lineTo(points[k] * unit + view.x, points[k + 1] * unit + view.y);
    if (closed) context.closePath();
    this.finish(context, fill, stroke, line, dashes, view);
  }
  disc(context, { 1: x, 2: y, 3: radius, 4: fill, 5: opacity }, view, share) {
    context.globalAlpha = share * opacity / OPAQUE;
    context.fillStyle = this.color(fill);
    context.beginPath();
    context.arc(x * view.unit + view.x, y * view.unit + view.y, radius * view.unit, 0, 2 * Math.PI);
    context.fill();
  }
  text(context, mark, view, share) {
    const { 1: text, 2: left, 3: baseline, 4: width, 5: type, 6: color, 7: opacity } = mark;
    const { font, texts } = this.typeAt(this.piece.types[type], view.scale);
    if (this.font !== font) { context.font = font; this.font = font; }
    context.globalAlpha = share * opacity / OPAQUE;
    context.fillStyle = this.color(color);
    const x = Math.round(left * view.unit + view.x), y = Math.round(baseline * view.unit + view.y);
    // What a line is wider or narrower on the stage is spread over it.
    const wanted = width * view.unit, { wide, letters } = measured(context, text, texts), more = wanted - wide;
    // Letters that no font of the score has may be much wider here than there.
    const isNear = "letterSpacing" in context && Math.abs(more) <= 1 + 0.01 * wanted;
    const isSpread = isNear && Math.abs(more) > SEEN;
    if (isSpread) context.letterSpacing = `${more / letters}px`;
    context.setTransform(isNear || Math.abs(more) <= SEEN ? 1 : wanted / wide, 0, LEANING, 1, x, y);
    context.fillText(text, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (isSpread) context.letterSpacing = "0px";
  }
  typeAt(type, scale) {
    let found = this.types.get(type);
    if (found?.scale !== scale) {
      const [family, size, weight] = type, pixels = Math.max(1, Math.round(size * scale * 100) / 100);
      this.types.set(type, found = { scale, font: `${weight} ${pixels}px ${FAMILIES[family]}`, texts: new Map() });
    }
    return found;
  }
  cells(context, mark, view, share) {
    const { 2: corners } = mark, { unit } = view;
    const places = corners.map((one, k) => one * unit + (k % 2 ? view.y : view.x));
    if (places.length > 6) { this.receding(context, this.cellsOf(mark, view), places, share); return; }
    const { 0: x, 1: y, 2: acrossX, 3: acrossY, 4: downX, 5: downY } = places;
    const area = (acrossX - x) * (downY - y) - (acrossY - y) * (downX - x);
    if (Math.abs(area) < 1e-6) return;  // seen exactly edge on
    const picture = this.cellsOf(mark, view), { width, height } = picture;
    context.globalAlpha = share;
    context.imageSmoothingEnabled = false;
    context.setTransform((acrossX - x) / width, (acrossY - y) / width, (downX - x) / height, (downY - y) / height, x, y);
    context.drawImage(picture, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
  // Cells in perspective, whose left and right side stand upright, a column after
  // the other: each takes whole columns of pixels, and where those at the ends are
  // cut they are seen through. So narrow, the edges of each are as good as parallel.
  receding(context, picture, places, share) {
    const { 0: left, 1: leftTop, 2: right, 3: rightTop, 5: leftBottom, 7: rightBottom } = places;
    const wide = right - left, near = leftBottom - leftTop, far = rightBottom - rightTop;
    const columnAt = (x) => {  // heights are as one by distances
      const at = Math.min(Math.max((x + 0.5 - left) / wide, 0), 1), along = at * far / ((1 - at) * near + at * far);
      return Math.min(Math.floor(along * picture.width), picture.width - 1);
    };
    const isWhole = (x) => x >= left && x + 1 <= right;
    const slope = ((rightTop - leftTop) + (rightBottom - leftBottom)) / 2 / wide;
    context.imageSmoothingEnabled = false;
    for (let x = Math.floor(left), next; x < right; x = next) {
      const column = columnAt(x);
      next = x + 1;
      while (isWhole(x) && isWhole(next) && columnAt(next) === column) next += 1;
      const at = ((x + next) / 2 - left) / wide, high = near + at * (far - near);
      const top = leftTop + at * (rightTop - leftTop), size = next - x;
      context.globalAlpha = share * (Math.min(next, right) - Math.max(x, left)) / size;
      context.setTransform(size, slope * size, 0, high / picture.height, x, top - slope * size / 2);
      context.drawImage(picture, column, 0, 1, picture.height, 0, 0, 1, picture.height);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
  cellsOf({ 1: number, 3: shown, 4: hollow, 5: room }, { unit }) {
    const grid = this.grids.get(this.piece.grids[number]);
    return this.pictureOf(grid, shown, hollow, room.map((one) => Math.max(1, Math.floor(one * unit))));
  }
  // A pixel for each cell, or for each block of those that have no room.
  pictureOf(grid, shown, hollow, [wide, high]) {
    const block = wide === undefined ? [1, 1] : [Math.ceil(grid.rows / high), Math.ceil(grid.columns / wide)];
    return this.keep(`${grid.name} ${shown} ${hollow} ${block}`, () => {
      const rows = Math.ceil(grid.rows / block[0]), columns = Math.ceil(grid.columns / block[1]);
      const picture = this.surface(columns, rows), context = picture.getContext("2d");
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
  // Marks that are seen through together. A browser copies all of what was painted
  // aside: that is no larger than what is in it, and only where marks overlap.
  group(context, { 1: opacity, 2: left, 3: top, 4: width, 5: height, 6: marks }, view, share, depth) {
    const { unit } = view, box = [left, top, left + width, top + height], inside = edgesOf(this.piece, marks);
    const [x, y, right, bottom] = seenOf(meet(box, inside), view, context.canvas);
    if (right <= x || bottom <= y) return;
    share *= opacity / OPAQUE;
    const isCut = [0, 1].some((k) => inside[k] < box[k] || inside[k + 2] > box[k + 2]);
    const cut = (onto, { x: fromLeft, y: fromTop }) => {
      onto.save();
      onto.beginPath();
      onto.rect(left * unit + fromLeft, top * unit + fromTop, width * unit, height * unit);
      onto.clip();
      this.font = "";
    };
    if (share >= 1 || (marks.length === 1 && isPlain(this.piece.marks.at(marks[0])))) {
      if (isCut) cut(context, view);
      this.marks(context, marks, view, share, depth);
      if (isCut) { context.restore(); this.font = ""; }
      return;
    }
    const wide = right - x, high = bottom - y, layer = this.layer(depth, wide, high);
    const aside = new View(view.scale, view.x - x, view.y - y);
    layer.clearRect(0, 0, wide, high);
    cut(layer, aside);
    this.marks(layer, marks, aside, 1, depth + 1);
    layer.restore();
    this.font = "";
    context.globalAlpha = share;
    context.drawImage(layer.canvas, 0, 0, wide, high, x, y, wide, high);
  }
  // Cells in space, from the far end to the near one: each top, then the walls that
  // go down from it to what is nearer. scenes/stage/relief.py does the same.
  relief(context, { 1: number, 2: lens, 3: rise, 4: color }, view, share) {
    const grid = this.grids.get(this.piece.grids[number]), { rows, columns } = grid;
    const [tops, walls] = this.colorsOf(grid, this.color(color)), heights = heightsOf(grid, rise);
    const [eyeU, eyeV] = eyeOf(lens);
    context.globalAlpha = share;
    const face = (fill, ...corners) => {
      context.fillStyle = fill;
      context.beginPath();
      for (const [u, v, h] of corners) {
        const [x, y, w] = [0, 4, 8].map((k) => lens[k] * u + lens[k + 1] * v + lens[k + 2] * h + lens[k + 3]);
        context.lineTo(x / w * view.unit + view.x, y / w * view.unit + view.y);
      }
      context.closePath();
      context.fill();
    };
    const down = reachesOf(rows, eyeV), across = reachesOf(columns, eyeU);
    for (const row of farthestFirst(rows, eyeV))
      for (const column of farthestFirst(columns, eyeU)) {
        const at = row * columns + column, high = heights[at];
        const [left, right, above, below] = [column / columns, (column + 1) / columns, row / rows, (row + 1) / rows];
        const [north, south] = down[row], [west, east] = across[column];
        face(tops[at], [west, north, high], [east, north, high], [east, south, high], [west, south, high]);
        for (const [isSeen, isInside, beside, [startU, startV], [endU, endV]] of [
          [eyeV > below, row + 1 < rows, at + columns, [left, below], [right, below]],
          [eyeV < above, row > 0, at - columns, [left, above], [right, above]],
          [eyeU > right, column + 1 < columns, at + 1, [right, above], [right, below]],
          [eyeU < left, column > 0, at - 1, [left, above], [left, below]],
        ]) {
          const low = isInside ? heights[beside] : Math.min(high, 0);
          if (isSeen && high > low) face(walls[at], [startU, startV, high], [endU, endV, high], [endU, endV, low], [startU, startV, low]);
        }
      }
  }
  // The colours of all tops of a grid, and of all walls: half their cell's, half a side's.
  colorsOf(grid, side) {
    const key = `${grid.name} ${side}`;
    if (!this.colored.has(key)) {
      const ramp = this.ramps[grid.ramp], bytes = new DataView(new ArrayBuffer(4));
      const ofSide = [1, 3, 5].map((k) => parseInt(side.slice(k, k + 2), 16));
      const tops = [], walls = [];
      for (const level of grid.levels) {
        bytes.setUint32(0, ramp[level], LITTLE);
        const parts = [0, 1, 2].map((k) => bytes.getUint8(k));
        tops.push(`rgb(${parts})`);
        walls.push(`rgb(${parts.map((one, k) => Math.floor(one * (1 - SHADED) + ofSide[k] * SHADED + 0.5))})`);
      }
      this.colored.clear();  // one relief moves at a time
      this.colored.set(key, [tops, walls]);
    }
    return this.colored.get(key);
  }
  layer(depth, width, height) {
    const [wide, high] = [width, height].map((one) => Math.ceil(one / LAYER) * LAYER);
    const key = `${depth} ${wide} ${high}`;
    if (!this.layers.has(key)) {
      if (this.layers.size >= MOST_LAYERS) this.layers.clear();
      this.layers.set(key, surface(wide, high).getContext("2d"));
    }
    return this.layers.get(key);
  }
  // A picture that is painted once for each size, then copied.
  kept(context, mark, view, share, depth) {
    const { 1: left, 2: top } = mark, { unit } = view, [wide, high] = sizeOf(mark, unit);
    const x = Math.round(left * unit + view.x), y = Math.round(top * unit + view.y);
    if (wide < 1 || high < 1 || x >= context.canvas.width || y >= context.canvas.height || x + wide <= 0 || y + high <= 0) return;
    const picture = this.keptOf(mark, view, depth);
    context.globalAlpha = share;
    context.drawImage(picture, x, y);
  }
  keptOf(mark, { scale, unit }, depth) {
    const { 5: fromLeft, 6: fromTop, 7: look } = mark, [wide, high] = sizeOf(mark, unit), { piece } = this;
    return this.keep(`${idOf(piece)} ${look} ${wide} ${high} ${scale}`, () => {
      const made = this.surface(wide, high), within = made.getContext("2d");
      this.font = "";
      this.marks(within, piece.looks.at(look), new View(scale, -fromLeft * unit, -fromTop * unit), 1, depth + 1);
      this.font = "";
      return made;
    });
  }
  // Have the pictures that a mark of a piece is painted with.
  ready(piece, number, view) {
    const before = this.piece, mark = piece.marks.at(number);
    this.piece = piece;
    if (mark[0] === 4) this.cellsOf(mark, view);
    else if (mark[0] === 5) for (const one of mark[6]) this.ready(piece, one, view);
    else if (mark[0] === 6) this.keptOf(mark, view, 0);
    this.piece = before;
  }
  keep(key, make) {
    let picture = this.pictures.get(key);
    if (picture) this.pictures.delete(key);
    else {
      picture = make();
      this.pixels += picture.width * picture.height;
    }
    this.pictures.set(key, picture);  // the last one used is the last to go
    for (const [oldest, last] of this.pictures) {
      if (oldest === key || (this.pictures.size <= MOST_PICTURES && this.pixels <= MOST_PIXELS)) break;
      this.pictures.delete(oldest);
      this.pixels -= last.width * last.height;
      last.width = 0;  // its memory goes now
      this.spare.push(last);
    }
    return picture;
  }
  // Canvases are used again: what a browser has to collect it collects while a film
  // plays, hundreds of canvases in one frame.
  surface(width, height) {
    const canvas = this.spare.pop();
    return canvas ? Object.assign(canvas, { width, height }) : surface(width, height);
  }
}
// The level of a cell; of a block the mean, or what stands beside the ramps.
function levelOf(grid, row, column, { 0: high, 1: wide }) {
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
// How high each cell is: `rise` at the end of its scale, 0 where there is no number.
function heightsOf({ ramp, levels }, rise) {
  const zero = ramp ? 0 : LAST_LEVEL / 2;
  return Array.from(levels, (level) => (level > LAST_LEVEL ? 0 : rise * (level - zero) / (LAST_LEVEL - zero)));
}
// The places of cells along a side, those first that are farthest from the eye.
function farthestFirst(count, eye) {
  const away = (k) => Math.abs((k + 0.5) / count - eye);
  return Array.from({ length: count }, (_, k) => k).sort((one, other) => away(other) - away(one) || one - other);
}
// Where each cell's top begins and ends along a side: it reaches below those beside
// it that are painted later.
function reachesOf(count, eye) {
  const painted = new Map(farthestFirst(count, eye).map((place, time) => [place, time]));
  const over = (place, beside) => (painted.get(beside) > painted.get(place) ? OVER : 0);
  return Array.from({ length: count }, (_, k) => [(k - over(k, k - 1)) / count, (k + 1 + over(k, k + 1)) / count]);
}
// Over which point (u, v) the eye of a lens is: where x * w, y * w and w are all 0.
function eyeOf(lens) {
  const minor = (skipped) => {
    const [a, b, c] = [0, 1, 2, 3].filter((k) => k !== skipped), at = (row, k) => lens[4 * row + k];
    return at(0, a) * (at(1, b) * at(2, c) - at(1, c) * at(2, b)) - at(0, b) * (at(1, a) * at(2, c) - at(1, c) * at(2, a))
      + at(0, c) * (at(1, a) * at(2, b) - at(1, b) * at(2, a));
  };
  return [-minor(0) / minor(3), minor(1) / minor(3)];
}
// How wide a text is in the font of a context, and how many letters it has; measured
// once, as a browser collects many such answers at a time.
function measured(context, text, known) {
  let found = known.get(text);
  if (!found) known.set(text, found = { wide: context.measureText(text).width, letters: [...text].length });
  return found;
}
// Whether a mark has no line over its own ground: it can be painted seen through.
const isPlain = (mark) => !(mark[0] <= 1 && mark[mark[0] ? 3 : 6] >= 0 && mark[mark[0] ? 4 : 7] >= 0);
const sizeOf = ({ 3: width, 4: height }, unit) => [Math.ceil(width * unit) + 2, Math.ceil(height * unit) + 2];
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
