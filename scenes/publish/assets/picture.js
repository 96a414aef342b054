// The film's videos, one for each rate: the frame asked for is the one shown.
// Which it is, is looked at after each seek, and only that is claimed.
"use strict";

const PATIENCE = 1000;  // milliseconds until the frame of a seek is on the screen
const LOADING = 4000;  // milliseconds until a file that is there is open, where there is another way

class Picture {
  // onShown gets the number of the frame that a seek led to, null: none.
  constructor(film, holder, { onFrame, onEnd, onShown }) {
    this.film = film;
    this.holder = holder;
    Object.assign(this, { onFrame, onEnd, onShown });
    this.videos = new Map();
    this.whole = new Map();  // rate -> a promise: the video is loaded whole
    this.wanted = null;
    this.busy = false;
    this.playing = false;
  }
  videoAt(rate) {
    if (!this.videos.has(rate)) {
      const video = document.createElement("video");
      video.src = `films/${this.film.name}/${this.film.rates[rate].video}`;
      video.muted = true;
      video.playsInline = true;
      video.preload = "auto";
      video.tabIndex = -1;
      video.className = "waiting";
      video.setAttribute("aria-hidden", "true");
      for (const language of ["en", "zh"]) addCaptions(video, this.film, language);
      video.addEventListener("ended", () => { if (video === this.video) this.onEnd(); });
      this.holder.prepend(video);
      this.videos.set(rate, video);
      this.watch(video, rate);
    }
    return this.videos.get(rate);
  }
  // Without byte ranges, as from `python -m http.server`, no browser can seek
  // in what it has not loaded, and Chromium in nothing: then all is loaded at
  // once, and kept as a file of the page's own. False: it cannot be loaded.
  loadWhole(video, rate) {
    if (!this.whole.has(rate)) this.whole.set(rate, this.replaceSource(video).catch(() => false));
    return this.whole.get(rate);
  }
  async replaceSource(video) {
    this.holder.dataset.state = "loading";
    this.onShown(undefined);
    const answer = await fetch(video.src);
    if (!answer.ok) return false;
    const file = await answer.blob();
    // WebKit on Linux plays nothing that a blob: names.
    const opened = once(video, "loadedmetadata", "error");
    video.src = URL.createObjectURL(file);
    await Promise.race([opened, after(LOADING)]);
    if (video.readyState < 1 || video.error) {
      const data = await dataOf(file), read = once(video, "loadedmetadata", "error");
      video.src = data;
      await read;  // as long as a slow machine takes
    }
    this.holder.dataset.state = "seeking";
    return video.readyState >= 1 && !video.error;
  }
  watch(video, rate) {
    const report = (time) => {
      if (video !== this.video || !this.playing || video.paused) return;
      this.onFrame(Math.max(0, Math.min(numberAt(time, rate), this.film.rates[rate].frames - 1)));
    };
    if (video.requestVideoFrameCallback) {
      const next = (_, { mediaTime }) => { video.dataset.presented = numberAt(mediaTime, rate); report(mediaTime); video.requestVideoFrameCallback(next); };
      video.requestVideoFrameCallback(next);
    } else {
      const next = () => { report(Math.floor(video.currentTime * rate + 1e-3) / rate); requestAnimationFrame(next); };
      requestAnimationFrame(next);
    }
  }
  // Show a frame at a rate; of several asked for meanwhile only the last.
  async seek(rate, frame) {
    this.wanted = { rate, frame };
    if (this.busy) return;
    this.busy = true;
    this.holder.dataset.state = "seeking";
    while (this.wanted) {
      const asked = this.wanted;
      await this.go(asked);
      if (this.wanted === asked) this.wanted = null;
    }
    this.busy = false;
    this.holder.dataset.state = this.playing ? "playing" : "paused";
  }
  async go(asked) {
    const { rate, frame } = asked;
    const video = this.videoAt(rate);
    if (video.readyState < 1 && !video.error) await once(video, "loadedmetadata", "error");
    if ((video.error || !canSeek(video, rate)) && !await this.loadWhole(video, rate)) { this.claim(asked, null); return; }
    await this.seekIn(video, rate, frame);
    if (frameOf(video, rate) !== frame && await this.loadWhole(video, rate)) await this.seekIn(video, rate, frame);
    if (video !== this.video) {
      const before = this.video;
      this.video = video;
      video.className = "";
      if (before) { before.pause(); before.className = "waiting"; }
    }
    await painted();
    await presented(video, frameOf(video, rate));
    // Now and then Chromium leaves a frame of before on the screen until it is asked again.
    if (shownFrame(video, rate) !== frame && !video.error) {
      await this.seekIn(video, rate, frame);
      await presented(video, frameOf(video, rate));
    }
    this.claim(asked, video.error ? null : shownFrame(video, rate));
  }
  async seekIn(video, rate, frame) {
    if (video.error) return;
    if (Number(video.dataset.presented) !== frame) delete video.dataset.presented;
    const done = once(video, "seeked", "error");
    video.currentTime = (frame + 0.5) / rate;
    await done;
  }
  claim(asked, frame) {
    if (frame === null) delete this.holder.dataset.frame;
    else this.holder.dataset.frame = frame;
    this.holder.dataset.rate = asked.rate;
    if (this.wanted === asked) this.onShown(frame);
  }
  // [left, top, width, height] of the frame that is seen, in design pixels.
  get seen() { return [0, 0, 1920, 1080]; }
  // In a language; false: none.
  showCaptions(spoken) {
    for (const video of this.videos.values())
      for (const track of video.textTracks) {
        const mode = track.language === spoken ? "showing" : "disabled";
        if (track.mode !== mode) track.mode = mode;
      }
  }
  async play() {
    this.playing = true;
    this.holder.dataset.state = "playing";
    try { await this.video.play(); } catch { this.playing = Boolean(this.video && !this.video.paused); }
  }
  pause() {
    this.playing = false;
    this.video?.pause();
    this.holder.dataset.state = "paused";
  }
}
// The end of a film has to be within reach: to half a frame, as containers round.
const canSeek = ({ seekable, duration }, rate) => seekable.length > 0 && seekable.end(seekable.length - 1) >= duration - 0.5 / rate;
// Of the frame that stands at a time: browsers tell where it begins, as far as
// the file says, and WebKit the very time that was sought.
const numberAt = (time, rate) => Math.floor(time * rate + 0.25);
const frameOf = (video, rate) => Math.floor(video.currentTime * rate + 1e-3);
// What stands on the screen, where the browser says so; else what was sought.
const shownFrame = (video, rate) => Number(video.dataset.presented ?? frameOf(video, rate));
async function presented(video, frame) {
  if (!video.requestVideoFrameCallback) return;
  const end = performance.now() + PATIENCE;
  while (!document.hidden && !video.error && Number(video.dataset.presented) !== frame && performance.now() < end) await painted();
}
const once = (target, ...names) => new Promise((done) => {
  const end = () => { for (const name of names) target.removeEventListener(name, end); done(); };
  for (const name of names) target.addEventListener(name, end);
});
const after = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const dataOf = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = failed;
  reader.readAsDataURL(file);
});
const painted = () => new Promise((done) => {
  if (document.hidden) done(); else requestAnimationFrame(() => requestAnimationFrame(done));
});
// [start, end, lines] of all captions in a language.
// Films that were published before say all words of a step at once.
const cuesOf = (film, spoken) => film.steps.flatMap((step) =>
  step.cues?.[spoken] ?? [[step.start, step.start + step.seconds, [step.words[spoken]]]]);
function addCaptions(video, film, spoken) {
  const track = video.addTextTrack("captions", spoken === "zh" ? "中文" : "English", spoken);
  for (const [start, end, lines] of cuesOf(film, spoken)) track.addCue(new VTTCue(start, end, plainCue(lines.join("\n"))));
  track.mode = "disabled";
}
const plainCue = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
