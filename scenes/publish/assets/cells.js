// The cells of a film, as films/NAME/cells.js has them: what they hold and what
// they came from. scenes/publish/cells.py says what is what.
"use strict";

// ---- numbers as Python writes them

function pythonFloat(value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [digits, power] = value.toExponential().split("e");
  if (power >= -4 && power < 16) {
    const sign = value < 0 ? "-" : "", plain = digits.replace(/[-.]/g, "");
    if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${plain}`;
    const whole = plain.slice(0, +power + 1).padEnd(+power + 1, "0");
    return `${sign}${whole}.${plain.slice(+power + 1) || "0"}`;
  }
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
function written(value, kind) {
  if (kind.startsWith("b")) return value ? "True" : "False";
  if (/^[iu]/.test(kind)) return String(value);
  if (kind === "f4" && Number.isFinite(value)) {
    for (let digits = 1; digits < 10; digits += 1) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === value) return pythonFloat(short);
    }
  }
  return pythonFloat(value);
}

// ---- cells: what they hold, what they came from

const SENT = { f8: Float64Array, f4: Float32Array, i8: BigInt64Array, u8: BigUint64Array };

class Cells {
  constructor(data) {
    this.data = data;
    this.decoded = new Map();
  }
  array(number) {
    if (!this.decoded.has(number)) {
      // Films that were published before 64-bit integers were sent do not say `sent`.
      const { kind, data, sent = kind === "f4" ? "f4" : "f8" } = this.data.arrays[number];
      this.decoded.set(number, new SENT[sent](bytesOf(data).buffer));
    }
    return this.decoded.get(number);
  }
  // A cell in the decimals of its own type.
  text(number, flat) {
    const { kind, texts } = this.data.arrays[number];
    return texts ? texts[flat] : written(this.array(number)[flat], kind);
  }
  // The places shown at a frame of the cells' own rate, as they are drawn.
  at(frame) {
    const { changes, stands, places } = this.data;
    let low = 0, high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (changes[middle][0] <= frame) low = middle + 1; else high = middle;
    }
    return low ? changes[low - 1][1].flatMap((stand) => stands[stand].map((place) => placeOf(this.data, places[place]))) : [];
  }
  index(number, flat, first = []) {
    const { shape } = this.data.arrays[number], index = [];
    for (let axis = shape.length - 1, rest = flat; axis >= 0; axis -= 1) {
      index.unshift(rest % shape[axis]);
      rest = Math.floor(rest / shape[axis]);
    }
    return index.map((one, axis) => one + (first[axis] ?? 0));
  }
  read(place, row, column) {
    const flats = place.flats(row, column), array = this.array(place.array);
    const indices = flats.map((flat) => this.index(place.array, flat, place.first));
    const name = called(place.name, spread(indices));
    if (!place.isShown(row, column)) return { name, value: null };
    if (flats.length === 1) return { name, value: this.text(place.array, flats[0]) };
    const mean = flats.reduce((sum, flat) => sum + Number(array[flat]), 0) / flats.length;
    return { name, value: pythonFloat(mean), count: flats.length };
  }
  // What else there is to say of a cell: what a line joins, when a dot was measured.
  note(place, row, column) {
    const { lines, dots } = place, number = lines?.carried ?? dots?.counts ?? null;
    const cell = lines ? row * place.columns + column : column;
    const value = number === null ? "" : this.text(number, cell);
    if (dots) return value && say("measured").replace("{}", value);
    if (!lines) return "";
    const joins = say("joins").replace("{start}", told(lines.starts)[column]).replace("{end}", told(lines.ends)[row]);
    return value ? `${joins}; ${say("carries")} ${value}` : joins;
  }
  // What an operation's result cells read: [{name, array, origin, cells}].
  reads(origin, flats, shape) {
    if (origin < 0) return [];
    return this.data.operations[origin].operands.map((operand) => {
      const cells = new Set(), { reads } = operand;
      const size = this.data.arrays[operand.array].shape.reduce((product, length) => product * length, 1);
      if (reads === null) for (let flat = 0; flat < size; flat += 1) cells.add(flat);
      else for (const flat of flats) {
        if (reads.table) { for (const one of reads.table[flat]) cells.add(one); continue; }
        const [start, strides, count, step] = reads;
        let begin = start;
        for (let axis = shape.length - 1, rest = flat; axis >= 0; axis -= 1) {
          begin += (rest % shape[axis]) * strides[axis];
          rest = Math.floor(rest / shape[axis]);
        }
        for (let k = 0; k < count; k += 1) cells.add(begin + k * step);
      }
      return { ...operand, cells };
    });
  }
  // What a cell came from, by name, and the cells of it on the screen. What
  // is not on the screen is looked through, to what it came from itself.
  sources(places, place, row, column) {
    const marked = [], names = new Set(), seen = new Set();
    const follow = (origin, flats, shape, depth) => {
      let any = false;
      for (const operand of this.reads(origin, flats, shape)) {
        const key = `${operand.array} ${operand.origin}`;
        if (seen.has(key)) continue;
        seen.add(key);
        let there = places.filter((one) => one.array === operand.array && one.key !== place.key);
        const named = there.filter((one) => one.name === operand.name);
        if (named.length) there = named;
        const found = there.map((one) => this.marked(one, operand.cells)).filter((one) => one.cells.length);
        marked.push(...found);
        const through = !found.length && depth < 8
          && follow(operand.origin, operand.cells, this.data.arrays[operand.array].shape, depth + 1);
        if (found.length || (depth === 0 && !through && !/^[-.\d]/.test(operand.name)))
          names.add(called(found[0]?.place.name ?? operand.name, spread([...operand.cells].map((flat) => this.index(operand.array, flat)))));
        any ||= through || found.length > 0;
      }
      return any;
    };
    follow(place.origin, new Set(place.flats(row, column)), place.shape, 0);
    return { marked, names: [...names] };
  }
  // Where else on the screen a cell of what nothing computed stands: the pixel
  // of an input neuron.
  twins(places, place, row, column) {
    if (place.origin >= 0) return [];
    const flats = new Set(place.flats(row, column));
    return places.filter((one) => one.array === place.array && one.key !== place.key && !(one.high * one.wide > 1))
      .map((one) => this.marked(one, flats)).filter((one) => one.cells.length);
  }
  marked(place, flats) {
    const cells = [];
    for (let row = 0; row < place.rows; row += 1)
      for (let column = 0; column < place.columns; column += 1)
        if (place.flats(row, column).some((flat) => flats.has(flat))) cells.push([row, column]);
    return { place, cells };
  }
}
// Indices as one: [[7, 0], [7, 1], [7, 2]] is [7, 0:3].
function spread(indices) {
  if (!indices.length || !indices[0].length) return "";
  const axes = indices[0].map((_, axis) => {
    let low = Infinity, high = -Infinity;
    for (const index of indices) { low = Math.min(low, index[axis]); high = Math.max(high, index[axis]); }
    return low === high ? String(low) : `${low}:${high + 1}`;
  });
  return `[${axes.join(", ")}]`;
}
function called(name, index) {
  return index && /[^\w.\[\], ]/.test(name) ? `(${name})${index}` : name + index;
}
