// What can be pointed at: cells of a grid, dots, lines. scenes/publish/cells.py
// and spots.py say what the data is. All places in design pixels.
"use strict";

const DOT_REACH = 12, LINE_REACH = 12;  // how far from them still means them

class Place {
  constructor(number, shape, { array, name, origin, first = [] }) {
    Object.assign(this, { number, shape, array, name, origin, first });
  }
  isShown(row, column) {
    const number = row * this.columns + column, { shown } = this;
    return Array.isArray(shown) ? shown[number] === 1 : shown < 0 || number < shown;
  }
  get hasValues() { return Array.isArray(this.shown) ? this.shown.includes(1) : this.shown !== 0; }
  // What to call a cell besides its name in the code.
  title() { return ""; }
  outlines(cells) { return cells.map((cell) => this.ring(...cell)); }
}

class Grid extends Place {
  constructor(number, shape, grid, [shown, ...corners]) {
    // Films that were published before say `first`: their arrays were parts of others.
    const [array, rows, columns, start, down, along, high, wide, name, origin, first] = grid;
    super(number, shape, { array, name, origin, first });
    const [x, y, acrossX, acrossY, downX, downY, ...far] = corners.map((tenth) => tenth / 10);
    const across = [acrossX - x, acrossY - y], deep = [downX - x, downY - y];
    // In perspective the right side is as high as it is near.
    const right = far.length ? [far[0] - acrossX, far[1] - acrossY] : deep;
    Object.assign(this, { rows, columns, start, down, along, high, wide, shown, x, y, across, deep, right,
      distances: far.length ? [right[1], deep[1]] : [1, 1] });
  }
  get key() { return `${this.number} ${this.x} ${this.y} ${this.shown}`; }
  get middle() { return this.point(0.5, 0.5); }
  // Where a point is seen, by its shares of the grid's width and height.
  point(along, down) {
    const [toLeft, toRight] = this.distances, at = along * toRight / ((1 - along) * toLeft + along * toRight);
    const [x, y] = [0, 1].map((k) => this.across[k] * at + (this.deep[k] * (1 - at) + this.right[k] * at) * down);
    return [this.x + x, this.y + y];
  }
  // The [row, column] at a point, or null.
  cellAt(x, y) {
    const [ax, ay] = this.across, [dx, dy] = this.deep, area = ax * dy - ay * dx;
    if (Math.abs(area) < 1) return null;
    const [toLeft, toRight] = this.distances;
    const at = ((x - this.x) * dy - (y - this.y) * dx) / area;
    const along = at * toLeft / ((1 - at) * toRight + at * toLeft);
    // In perspective the sides stand upright.
    const down = this.right === this.deep ? ((y - this.y) * ax - (x - this.x) * ay) / area
      : (y - this.y - ay * at) / (dy * (1 - at) + this.right[1] * at);
    if (along < 0 || along >= 1 || down < 0 || down >= 1) return null;
    return [Math.floor(down * this.rows), Math.floor(along * this.columns)];
  }
  corners(row, column, rows = 1, columns = 1) {
    const point = (r, c) => this.point(c / this.columns, r / this.rows);
    return [point(row, column), point(row, column + columns), point(row + rows, column + columns), point(row + rows, column)];
  }
  ring(row, column) { return this.corners(row, column); }
  // A cell of few pixels has a mark that can be seen.
  mark(row, column) {
    const ring = this.corners(row, column), [corner, beside, , below] = ring, least = 16;
    const middle = [0, 1].map((k) => (beside[k] + below[k]) / 2);
    const side = Math.min(...[beside, below].map((other) => Math.hypot(other[0] - corner[0], other[1] - corner[1])));
    return side >= least ? ring : ring.map((point) => point.map((one, k) => middle[k] + (one - middle[k]) * least / Math.max(side, 1)));
  }
  outlines(cells) {
    if (cells.length === this.rows * this.columns) return [this.corners(0, 0, this.rows, this.columns)];
    const rows = new Map();
    for (const [row, column] of cells) rows.set(row, [...(rows.get(row) ?? []), column]);
    return [...rows].flatMap(([row, columns]) => (columns.length === this.columns
      ? [this.corners(row, 0, 1, this.columns)]
      : columns.map((column) => this.corners(row, column))));
  }
  // The flat indices of the values that a cell shows: one, or a block.
  flats(row, column) {
    const size = this.shape.reduce((product, length) => product * length, 1), found = [];
    const stepDown = this.down / this.high, stepAlong = this.along / this.wide;
    const begin = this.start + row * this.down + column * this.along;
    // A picture's rows stand in a column of one cell in each row.
    const last = this.shape[this.shape.length - 1] ?? 1, width = stepDown || (last > 1 ? last : Infinity);
    for (let r = 0; r < this.high; r += 1)
      for (let c = 0; c < this.wide; c += 1) {
        const flat = begin + r * stepDown + c * stepAlong;
        // The last blocks are smaller: they end with the row.
        const leaves = stepAlong === 1 && this.columns * this.wide > width
          && Math.floor(flat / width) !== Math.floor((begin + r * stepDown) / width);
        if (flat < size && !leaves) found.push(flat);
      }
    return found;
  }
}

// Neurons, or measurements in a chart: one row of them.
class Dots extends Place {
  constructor(number, shape, dots, [shown, radius, ...points]) {
    super(number, shape, dots);
    Object.assign(this, { dots, shown, rows: 1, columns: points.length / 2, radius: radius / 10 });
    this.points = Array.from({ length: this.columns }, (_, k) => [points[2 * k] / 10, points[2 * k + 1] / 10]);
  }
  get key() { return `${this.number} ${this.points[0]} ${this.shown}`; }
  get middle() { return this.points[this.points.length >> 1]; }
  cellAt(x, y) {
    const away = this.points.map((point) => Math.hypot(x - point[0], y - point[1]));
    const nearest = away.indexOf(Math.min(...away));
    return away[nearest] <= Math.max(this.radius, DOT_REACH) ? [0, nearest] : null;
  }
  ring(row, column) {
    const [x, y] = this.points[column], radius = Math.max(this.radius, 6);
    return Array.from({ length: 24 }, (_, k) => [x + radius * Math.cos(k * Math.PI / 12), y + radius * Math.sin(k * Math.PI / 12)]);
  }
  mark(row, column) { return this.ring(row, column); }
  flats(row, column) { return [this.dots.flats[column]]; }
  title(row, column) { return told(this.dots.titles ?? {})?.[column] ?? ""; }
}

// Weights as lines: a row for each neuron they lead to.
class Lines extends Place {
  constructor(number, shape, lines, [focus, grown, left, right, ...heights]) {
    super(number, shape, lines);
    this.rows = lines.rows.length;
    this.columns = lines.columns.length;
    Object.assign(this, { lines, focus, grown: grown / 100, left: left / 10, right: right / 10, shown: -1 });
    this.starts = heights.slice(0, this.columns).map((tenth) => tenth / 10);
    this.ends = heights.slice(this.columns).map((tenth) => tenth / 10);
  }
  get key() { return `${this.number} ${this.focus} ${this.grown} ${this.left} ${this.starts[0]}`; }
  get middle() { return [(this.left + this.right) / 2, (this.starts[0] + this.starts.at(-1)) / 2]; }
  point(row, column, share) {
    return [this.left + (this.right - this.left) * share,
      this.starts[column] + (this.ends[row] - this.starts[column]) * share];
  }
  // The nearest of those that have not faded; of the faded ones else.
  cellAt(x, y) {
    const share = (x - this.left) / (this.right - this.left);
    if (share < 0 || share > this.grown) return null;
    let nearest = null, least = Infinity;
    for (let row = 0; row < this.rows; row += 1)
      for (let column = 0; column < this.columns; column += 1) {
        const rise = (this.ends[row] - this.starts[column]) / (this.right - this.left);
        const away = Math.abs(y - this.point(row, column, share)[1]) / Math.hypot(1, rise);
        const faded = this.focus !== null && this.focus !== row ? LINE_REACH : 0;
        if (away <= LINE_REACH && away + faded < least) { least = away + faded; nearest = [row, column]; }
      }
    return nearest;
  }
  ring(row, column) {
    const [x, y] = this.point(row, column, 0), [endX, endY] = this.point(row, column, this.grown);
    const half = this.lines.widths[row * this.columns + column] / 20 + 2, length = Math.hypot(endX - x, endY - y) || 1;
    const [across, down] = [-(endY - y) / length * half, (endX - x) / length * half];
    return [[x + across, y + down], [endX + across, endY + down], [endX - across, endY - down], [x - across, y - down]];
  }
  mark(row, column) { return this.ring(row, column); }
  flats(row, column) {
    const { flats, rows, columns } = this.lines;
    return [flats ? flats[row * this.columns + column] : rows[row] * this.shape[1] + columns[column]];
  }
  title(row, column) { return this.lines.names[row * this.columns + column]; }
}

// A place as `places` of the data has it.
function placeOf({ grids, arrays }, [number, ...rest]) {
  const grid = grids[number], kind = Array.isArray(grid) ? Grid : { dots: Dots, lines: Lines }[grid.kind];
  return new kind(number, arrays[grid.array ?? grid[0]].shape, grid, rest);
}
