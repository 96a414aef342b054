// The pieces of a film's score, loaded when they are wanted: from a server or
// from disk, by scripts. scenes/score says what is in them.
"use strict";

// Screens for which a film is laid out upright: narrower than a tablet held so, on
// which all of a wide stage can be read.
const heldUpright = matchMedia("(max-width: 599px) and (orientation: portrait)");
const MOST_PIECES = 24;  // kept ready, of steps in one language

const handed = new Map();  // name of a piece -> what waits for it
let matreelComing = new Set();  // names of pieces that come without being asked for
const early = new Map();  // name of a piece that came before it was asked for -> what it hands on
window.matreelPiece = (name, coded) => {
  const waiting = handed.get(name);
  if (waiting) waiting(bytesOf(coded)); else early.set(name, coded);
};

function bytesOf(coded) {  // quickly: while the film plays pieces come between two frames
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(coded);
  const text = atob(coded), bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; k += 1) bytes[k] = text.charCodeAt(k);
  return bytes;
}
function loadBytes(folder, file) {
  const name = file.replace(/\.js$/, "");
  // A page that is one file has all pieces in itself.
  if (window.matreelPieces) return Promise.resolve(bytesOf(window.matreelPieces[name]));
  if (early.has(name)) {
    const coded = early.get(name);
    early.delete(name);
    return Promise.resolve(bytesOf(coded));
  }
  const isComing = matreelComing.delete(name);
  return new Promise((done, fail) => {
    handed.set(name, done);
    if (isComing) return;
    const script = document.createElement("script");
    script.src = folder + file;
    script.onload = () => { script.remove(); fail(new Error(`${file} is another file`)); };
    script.onerror = () => { script.remove(); fail(new Error(`${file} cannot be loaded`)); };
    document.head.append(script);
  }).finally(() => handed.delete(name));
}
const faces = new Map();  // name of a font -> a promise of its file, once it can be used
function haveFont(name, folder, file) {
  faces.set(name, loadBytes(folder, file).then(async (bytes) => {
    document.fonts.add(await new FontFace(`matreel ${name}`, bytes, { weight: "100 900" }).load());
    return file;
  }));
  return faces.get(name);
}
function unzip(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
const unzipped = (bytes) => unzip(bytes).json();
// What a piece has many of, taken apart some at a time, when one is needed.
class LongList {
  // each: how many of them stand in a line; ends: [start, end] of the lines in some bytes.
  constructor(bytes, each, ends) { Object.assign(this, { bytes, each, ends, read: [] }); }
  at(number) {
    const line = Math.floor(number / this.each);
    return (this.read[line] ??= this.take(line))[number - line * this.each];
  }
  take(line) { return JSON.parse(`[${textOf(this.bytes, ...this.ends[line])}]`); }
}
const COMMA = 44, BREAK = 10, CLOSES = 93;  // "," and "\n" and "]"
const decoder = new TextDecoder();
const textOf = (bytes, start, end) => decoder.decode(bytes.subarray(start, end));
// A piece as its file has it. What was published before is all in one line.
function pieceOf(bytes) {
  const lines = [];
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(BREAK, start);
    if (end < 0) end = bytes.length;
    lines.push([start, end]);
  }
  if (lines.length === 1) return JSON.parse(textOf(bytes, ...lines[0]));
  const piece = JSON.parse(`${textOf(bytes, ...lines[0])}]}`), long = ["marks", "looks"];
  let ends = [];
  for (const [start, end] of lines.slice(1)) {
    if (bytes[start] === CLOSES) { piece[long.shift()] = new LongList(bytes, piece.line, ends); ends = []; }
    else ends.push([start, bytes[end - 1] === COMMA ? end - 1 : end]);
  }
  return piece;
}
// The number of the last of some rising numbers that is not above another.
function lastUpTo(numbers, value) {
  let low = 0, high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
}

// Grids as a piece has them, into a map of them by their names; the cells of each
// are decoded when they are wanted.
function addGrids(known, grids) {
  for (const [name, [rows, columns, ramp, coded]] of Object.entries(grids)) {
    let levels = null;
    known.set(name, { name, rows, columns, ramp, get levels() { return levels ??= levelsOf(coded, rows * columns); } });
  }
}
function levelsOf(coded, count) {
  const bytes = bytesOf(coded), levels = new Uint16Array(count);
  for (let k = 0; k < count; k += 1) levels[k] = bytes[2 * k] + 256 * bytes[2 * k + 1];
  return levels;
}

class Score {
  // grids: name -> a grid of cells, of another score of the film, too.
  constructor(told, folder, grids = new Map()) {
    Object.assign(this, { told, folder, grids });
    this.loading = new Map();  // file -> a promise of what is in it
    this.ready = new Map();  // file -> what is in it
    this.starts = new Map(Object.entries(told.pieces).map(([language, steps]) => [language, steps.map(([first]) => first)]));
  }
  static works(told) {
    return Boolean(told) && told.format === 1 && typeof DecompressionStream === "function"
      && typeof document.createElement("canvas").getContext === "function";
  }
  // Have the fonts ready; the ramps of a theme.
  async begin(theme) {
    const fonts = Object.entries(this.told.fonts).map(async ([name, file]) => {
      if (await faces.get(name) !== file) await haveFont(name, this.folder, file);
    });
    const [ramps] = await Promise.all([this.ramps(theme), ...fonts]);
    return ramps;
  }
  // RGBA of every level on both ramps, for a theme by its name.
  async ramps(theme) {
    this.coded ??= loadBytes(this.folder, this.told.ramps).then(unzipped);
    return (await this.coded)[theme].map((one) => {
      const bytes = bytesOf(one), count = bytes.length / 3;
      const colors = new Uint32Array(count), sum = [0, 0, 0];
      for (let level = 0; level < count; level += 1) {  // they stand as differences
        for (let part = 0; part < 3; part += 1) sum[part] = (sum[part] + bytes[part * count + level]) & 255;
        colors[level] = new DataView(Uint8Array.of(...sum, 255).buffer).getUint32(0, LITTLE);
      }
      return colors;
    });
  }
  stepAt(language, moment) {
    return Math.max(0, lastUpTo(this.starts.get(language), moment));
  }
  // What stands at a moment: {piece, looks, since: moments of the piece gone by},
  // or null while it is on its way.
  at(language, moment) {
    const [first, file] = this.told.pieces[language][this.stepAt(language, moment)];
    const piece = this.ready.get(file);
    if (!piece) return null;
    const number = lastUpTo(piece.frames, moment - first);
    return { piece, looks: number < 0 ? [] : piece.moments[number][1], since: moment - first };
  }
  // The same of what the step after a moment's begins with; null: it is not here.
  after(language, moment) {
    const next = this.told.pieces[language][this.stepAt(language, moment) + 1], piece = next && this.ready.get(next[1]);
    return piece?.moments.length ? { piece, looks: piece.moments[0][1] } : null;
  }
  // Have what stands at a moment ready, and what comes after it on its way.
  async wanted(language, moment) {
    const steps = this.told.pieces[language], step = this.stepAt(language, moment);
    await this.step(steps[step]);
    if (steps[step + 1]) this.step(steps[step + 1]).catch(() => {});
  }
  step([, file, grids]) {
    if (!this.loading.has(file)) {
      const made = Promise.all([this.piece(file), ...grids.map((one) => this.pack(one))]);
      this.loading.set(file, made.then(([piece]) => { this.keep(file, piece); }, (error) => { this.loading.delete(file); throw error; }));
    }
    return this.loading.get(file);
  }
  keep(file, piece) {
    this.ready.set(file, piece);
    const [oldest] = this.ready.keys();
    if (this.ready.size > MOST_PIECES && oldest !== file) { this.ready.delete(oldest); this.loading.delete(oldest); }
  }
  async piece(file) {
    const piece = pieceOf(new Uint8Array(await unzip(await loadBytes(this.folder, file)).arrayBuffer()));
    piece.frames = piece.moments.map(([frame]) => frame);
    piece.toldFrames = (piece.told ?? []).map(([frame]) => frame);
    piece.litFrames = (piece.lit ?? []).map(([frame]) => frame);
    piece.apart = new Set(piece.beside ?? []);
    piece.hidden = new Set(piece.unseen ?? []);
    piece.boxes = [];  // of its marks, once they are wanted
    return piece;
  }
  pack(file) {
    if (!this.loading.has(file)) this.loading.set(file, loadBytes(this.folder, file).then(unzipped).then(({ grids }) => addGrids(this.grids, grids), (error) => { this.loading.delete(file); throw error; }));
    return this.loading.get(file);
  }
}
const LITTLE = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
