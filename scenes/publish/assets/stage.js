// The film itself, drawn from its score: exactly frame k of a rate, at the
// canvas's own pixels, zoomed and panned, in any theme and language.
"use strict";

const MOST_ZOOM = 24;

class Stage {
  // The arguments, and what can be asked of it, are as of Picture.
  constructor(film, holder, { onFrame, onEnd, onShown }, theme = "dark") {
    Object.assign(this, { film, holder, onFrame, onEnd, onShown });
    this.score = new Score(film.score, `films/${film.name}/score/`);
    this.canvas = document.createElement("canvas");
    this.canvas.id = "stage";
    this.canvas.setAttribute("aria-hidden", "true");
    this.context = this.canvas.getContext("2d", { alpha: false });
    holder.prepend(this.canvas);
    this.ground = film.score.themes[0][1];
    this.playing = false;
    this.speed = 1;
    this.asked = null;  // {rate, frame} that is to stand here
    this.zoom = { scale: 1, x: 0, y: 0 };  // x, y: of the frame, what is at the left and top, in shares
    this.ready = this.begin(theme);
    new ResizeObserver((entries) => this.resize(entries[0])).observe(this.canvas);
    heard.push(() => this.repaint());
  }
  async begin(theme) {
    const ramps = await this.score.begin(theme);
    this.setTheme(theme, ramps);
  }
  setTheme(theme, ramps) {
    const { themes } = this.film.score, number = Math.max(0, themes.findIndex(([name]) => name === theme));
    this.theme = theme;
    this.ground = themes[number][1];
    this.painter = new Painter(this.score.grids, ramps, number, themes[number][2]);
    this.holder.style.background = this.ground;
  }
  async changeTheme(theme) {
    const ramps = await this.score.ramps(theme);
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
    return Math.min(Math.floor(frame * this.film.score.rate / rate + 1e-6), this.film.score.frames - 1);
  }
  get view() {
    const { width, height } = this.canvas, [wide, high] = this.film.score.size;
    const least = Math.min(width / wide, height / high), scale = least * this.zoom.scale;
    return new View(scale,
      (width - wide * least) / 2 - this.zoom.x * wide * scale,
      (height - high * least) / 2 - this.zoom.y * high * scale);
  }
  // Show a frame at a rate; of several asked for meanwhile only the last.
  async seek(rate, frame) {
    const asked = this.asked = { rate, frame };
    const moment = this.momentOf(rate, frame);
    if (this.painter && this.score.at(language, moment)) { this.show(asked); return; }
    this.holder.dataset.state = "loading";
    try {
      await this.ready;
      await this.score.wanted(language, moment);
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
    this.painter.paint(this.context, stands, this.view);
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
    this.onView?.();
    if (!this.asked || !this.painter || !this.canvas.width) return;
    const { rate, frame } = this.asked;
    if (!this.paint(this.momentOf(rate, frame))) this.seek(rate, frame);
  }
  async play() {
    if (this.playing) return;
    this.playing = true;
    this.holder.dataset.state = "playing";
    let { rate, frame } = this.asked, began = null, from = frame;
    const tick = async (now) => {
      if (!this.playing) return;
      if (rate !== this.asked.rate || frame !== this.asked.frame) { ({ rate, frame } = this.asked); began = null; }
      if (began === null || this.speed !== this.pace) { began = now; from = frame; this.pace = this.speed; }
      const last = this.film.rates[rate].frames - 1;
      const next = Math.min(from + Math.floor((now - began) / 1000 * rate * this.speed + 1e-6), last);
      if (next !== frame) {
        if (!this.painter || !this.score.at(language, this.momentOf(rate, next))) {  // wait, and go on from here
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
          this.onFrame(frame);
          if (frame >= last) { this.onEnd(); return; }
        }
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
  pause() {
    this.playing = false;
    this.holder.dataset.state = "paused";
  }
  // A picture of its own of a frame at a rate, so many pixels wide.
  async drawn(rate, frame, width) {
    const moment = this.momentOf(rate, frame), [wide, high] = this.film.score.size;
    await this.ready;
    await this.score.wanted(language, moment);
    const canvas = surface(width, Math.round(width * high / wide)), context = canvas.getContext("2d", { alpha: false });
    context.fillStyle = this.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    this.painter.paint(context, this.score.at(language, moment), new View(width / wide, 0, 0));
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
    this.repaint();
  }
}
