// The film itself, drawn from its score: exactly frame k of a rate, at the
// canvas's own pixels, zoomed and panned, in any theme and language; whole, or
// the stage alone where the page lays out words, source and timeline itself.
"use strict";

const MOST_ZOOM = 24;
const SPARE = 3;  // milliseconds of a frame for what comes next
const AROUND = 12;  // design pixels around the stage, where it is shown alone
// Frames: a screen that shows more than so many of a film each time shows whole ones;
// so far the film is from where it should be before one is left out, or stands again.
const IN_STEP = 0.6, ASTRAY = 0.7;

// The frame to show after another: `gone` frames of the film later it should be at
// `due`. Screens and films go on together, but never quite: taken by the clock alone
// one frame would be shown twice and the next not at all, over and over.
function frameAfter(frame, gone, due) {
  const next = frame + (gone > IN_STEP ? Math.round(gone) : 0);
  return Math.max(frame, Math.abs(due - next) > ASTRAY ? Math.round(due) : next);
}

class Stage {
  // The arguments, and what can be asked of it, are as of Picture.
  constructor(film, holder, { onFrame, onEnd, onShown }, theme = "dark") {
    Object.assign(this, { film, holder, onFrame, onEnd, onShown });
    const folder = `films/${film.name}/score/`, { upright } = film.score;
    this.wide = new Score(film.score, folder);
    this.upright = upright ? new Score({ ...film.score, ...upright }, folder, this.wide.grids) : null;
    this.score = this.fitting;
    this.canvas = document.createElement("canvas");
    this.canvas.id = "stage";
    this.canvas.setAttribute("aria-hidden", "true");
    this.context = this.canvas.getContext("2d", { alpha: false });
    holder.prepend(this.canvas);
    this.ground = film.score.themes[0][1];
    this.playing = false;
    this.speed = 1;
    this.asked = null;  // {rate, frame} that is to stand here
    this.whole = true;
    this.zoom = { scale: 1, x: 0, y: 0 };  // x, y: of the frame, what is at the left and top, in shares
    this.ready = this.begin(theme);
    new ResizeObserver((entries) => this.resize(entries[0])).observe(this.canvas);
    heard.push(() => this.repaint());
  }
  async begin(theme) {
    const ramps = await this.wide.begin(theme);
    this.setTheme(theme, ramps);
  }
  // The film as it is laid out for this screen, where it is for one held upright.
  get fitting() { return (heldUpright.matches && this.upright) || this.wide; }
  get isUpright() { return this.score === this.upright; }
  turn() {
    if (this.score === this.fitting) return;
    this.score = this.fitting;
    this.onTurn?.();
    this.repaint();
  }
  setTheme(theme, ramps) {
    const { themes } = this.film.score, number = Math.max(0, themes.findIndex(([name]) => name === theme));
    this.theme = theme;
    this.ground = themes[number][1];
    this.painter = new Painter(this.wide.grids, ramps, number, themes[number][2]);
    this.holder.style.background = this.ground;
  }
  async changeTheme(theme) {
    const ramps = await this.wide.ramps(theme);
    this.setTheme(theme, ramps);
    this.repaint();
  }
  resize(entry) {
    const box = entry.devicePixelContentBoxSize?.[0], share = window.devicePixelRatio || 1;
    const width = box ? box.inlineSize : Math.round(entry.contentRect.width * share);
    const height = box ? box.blockSize : Math.round(entry.contentRect.height * share);
    if (width === this.canvas.width && height === this.canvas.height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.clear();
    this.repaint();
  }
  // The number of a moment of the score that a frame of a rate shows.
  momentOf(rate, frame) {
    return Math.min(Math.floor(frame * this.wide.told.rate / rate + 1e-6), this.wide.told.frames - 1);
  }
  // Whether the stage can be shown alone.
  get isApart() { return Boolean(this.score.told.stage); }
  // [left, top, width, height] of what is shown, in design pixels.
  get box() {
    return this.whole || !this.isApart ? [0, 0, ...this.score.told.size] : this.stageBox;
  }
  get stageBox() { return this.stageOf(this.score); }
  stageOf({ told: { stage: [left, top, across, down] } }) {
    return [left - AROUND, top - AROUND, across + 2 * AROUND, down + 2 * AROUND];
  }
  showWhole(whole) {
    this.whole = whole || !this.isApart;
    this.zoomTo(1, 0, 0);
  }
  get view() {
    const { width, height } = this.canvas, [left, top, wide, high] = this.box;
    const least = Math.min(width / wide, height / high), scale = least * this.zoom.scale;
    return new View(scale,
      (width - wide * least) / 2 - (left + this.zoom.x * wide) * scale,
      (height - high * least) / 2 - (top + this.zoom.y * high) * scale);
  }
  // What the small map of the network looks like at a frame of a rate; null:
  // there is none, or none yet.
  mapAt(rate, frame) {
    const stands = this.score.at(language, this.momentOf(rate, frame)), { map, maps } = stands?.piece ?? {};
    return this.painter && map ? { piece: stands.piece, looks: stands.looks.filter((look) => maps.includes(look)), room: map } : null;
  }
  paintMap(canvas, found) {
    const context = canvas.getContext("2d", { alpha: false }), [left, top, , bottom] = found.room;
    const scale = canvas.height / (bottom - top);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = this.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    this.painter.paint(context, found, new View(scale * UNIT, -left * scale, -top * scale));
  }
  // What is written beside the stage at a frame of a rate: title, lead, live,
  // and of the source statement, mark, shapes, note; null where that is not
  // known, or not here yet.
  told(rate, frame) {
    const stands = this.score.at(language, this.momentOf(rate, frame)), { piece, since } = stands ?? {};
    if (!piece?.told?.length || !piece.lit?.length) return null;
    const [, title, lead, live] = piece.told[Math.max(0, lastUpTo(piece.toldFrames, since))];
    const [, statement, mark, shapes, note] = piece.lit[Math.max(0, lastUpTo(piece.litFrames, since))];
    return { title, lead, live, statement, mark, shapes, note };
  }
  has(moment) { return Boolean(this.painter && this.score.at(language, moment)); }
  // Show a frame at a rate; of several asked for meanwhile only the last.
  async seek(rate, frame) {
    const asked = this.asked = { rate, frame };
    const moment = this.momentOf(rate, frame);
    if (this.has(moment)) { this.show(asked); return; }
    this.holder.dataset.state = "loading";
    try {
      await Promise.all([this.ready, this.score.wanted(language, moment)]);
    } catch {
      if (this.asked === asked) { delete this.holder.dataset.frame; this.onShown(null); }
      return;
    }
    if (this.asked === asked) this.show(asked);
  }
  show(asked) {
    this.paint(this.momentOf(asked.rate, asked.frame));
    this.holder.dataset.frame = asked.frame;
    this.holder.dataset.rate = asked.rate;
    this.holder.dataset.state = this.playing ? "playing" : "paused";
    this.onShown(asked.frame);
    this.score.wanted(language, this.momentOf(asked.rate, asked.frame)).catch(() => {});
  }
  paint(moment) {
    const stands = this.score.at(language, moment);
    if (!stands) return false;
    this.clear();
    this.painter.paint(this.context, stands, this.view, this.whole ? stands.piece.hidden : stands.piece.apart);
    return true;
  }
  clear() {
    const { context, canvas } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = this.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  repaint() {
    if (!this.canvas.width || !this.canvas.height) return;  // the page does not show it
    this.onView?.();
    if (!this.asked || !this.painter) return;
    const { rate, frame } = this.asked;
    if (!this.paint(this.momentOf(rate, frame))) this.seek(rate, frame);
  }
  async play() {
    if (this.playing) return;
    this.playing = true;
    this.holder.dataset.state = "playing";
    let { rate, frame } = this.asked, began = null, from = frame, before = 0;
    const tick = async (now) => {
      if (!this.playing) return;
      if (rate !== this.asked.rate || frame !== this.asked.frame) { ({ rate, frame } = this.asked); began = null; }
      if (began === null || this.speed !== this.pace) { began = before = now; from = frame; this.pace = this.speed; }
      const last = this.film.rates[rate].frames - 1, each = rate * this.speed / 1000;
      const next = Math.min(frameAfter(frame, (now - before) * each, from + (now - began) * each), last);
      before = now;
      if (next !== frame) {
        if (!this.has(this.momentOf(rate, next))) {  // wait, and go on from here
          this.holder.dataset.state = "loading";
          try { await this.ready; await this.score.wanted(language, this.momentOf(rate, next)); } catch { this.playing = false; this.onShown(null); return; }
          this.holder.dataset.state = "playing";
          began = null;
        } else {
          frame = next;
          this.asked = { rate, frame };
          this.paint(this.momentOf(rate, frame));
          this.holder.dataset.frame = frame;
          this.holder.dataset.rate = rate;
          this.score.wanted(language, this.momentOf(rate, frame)).catch(() => {});
          this.prepare(this.momentOf(rate, frame));
          this.onFrame(frame);
          if (frame >= last) { this.onEnd(); return; }
        }
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
  // What the next piece begins with is painted aside, some each frame, so that its
  // first frame takes no longer than others.
  prepare(moment) {
    const next = this.score.after(language, moment), { view } = this;
    if (!next) return;
    if (this.next?.piece !== next.piece || this.next.scale !== view.scale)
      this.next = { piece: next.piece, scale: view.scale, marks: next.looks.flatMap((look) => next.piece.looks.at(look)) };
    const { piece, marks } = this.next, end = performance.now() + SPARE;
    while (marks.length && performance.now() < end) this.painter.ready(piece, marks.pop(), view);
  }
  pause() {
    this.playing = false;
    this.holder.dataset.state = "paused";
  }
  // A picture of its own of a frame at a rate, so many pixels wide: the whole
  // frame, or the stage alone where that is known.
  async drawn(rate, frame, width, isAlone = false, score = this.score) {
    const moment = this.momentOf(rate, frame), isCut = isAlone && Boolean(score.told.stage);
    const [left, top, wide, high] = isCut ? this.stageOf(score) : [0, 0, ...score.told.size];
    await this.ready;
    await score.wanted(language, moment);
    const canvas = surface(width, Math.round(width * high / wide)), context = canvas.getContext("2d", { alpha: false });
    context.fillStyle = this.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const scale = width / wide;
    const stands = score.at(language, moment);
    this.painter.paint(context, stands, new View(scale, -left * scale, -top * scale), isCut ? stands.piece.apart : stands.piece.hidden);
    return canvas;
  }
  // The point of the frame, in design pixels, at a point of the canvas in
  // shares of its width and height.
  designPoint(x, y) {
    const { view } = this;
    return [(x * this.canvas.width - view.x) / view.scale, (y * this.canvas.height - view.y) / view.scale];
  }
  // [left, top, width, height] of the frame that is seen, in design pixels.
  get seen() {
    const [left, top] = this.designPoint(0, 0), [right, bottom] = this.designPoint(1, 1);
    return [left, top, right - left, bottom - top];
  }
  // Bring a point, in shares of the canvas, nearer or farther.
  zoomAt(factor, x = 0.5, y = 0.5) {
    const scale = Math.max(1, Math.min(MOST_ZOOM, this.zoom.scale * factor));
    const share = 1 / this.zoom.scale - 1 / scale;
    this.zoomTo(scale, this.zoom.x + x * share, this.zoom.y + y * share);
  }
  pan(x, y) { this.zoomTo(this.zoom.scale, this.zoom.x + x / this.zoom.scale, this.zoom.y + y / this.zoom.scale); }
  zoomTo(scale, x, y) {
    const most = 1 - 1 / scale, within = (one) => Math.max(0, Math.min(one, most));
    this.zoom = { scale, x: within(x), y: within(y) };
    this.holder.classList.toggle("near", scale > 1);
    this.repaint();
  }
}
