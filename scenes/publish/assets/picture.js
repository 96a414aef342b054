// The film's videos, one for each rate: the frame asked for is the one shown.
"use strict";

class Picture {
  constructor(film, holder, onFrame, onEnd) {
    this.film = film;
    this.holder = holder;
    this.onFrame = onFrame;
    this.onEnd = onEnd;
    this.videos = new Map();
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
  watch(video, rate) {
    const report = (time) => {
      if (video !== this.video || !this.playing || video.paused) return;
      this.onFrame(Math.max(0, Math.min(Math.round(time * rate), this.film.rates[rate].frames - 1)));
    };
    if (video.requestVideoFrameCallback) {
      const next = (_, { mediaTime }) => { video.dataset.presented = Math.round(mediaTime * rate); report(mediaTime); video.requestVideoFrameCallback(next); };
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
  async go({ rate, frame }) {
    const video = this.videoAt(rate);
    if (video.readyState < 1 && !video.error) await once(video, "loadedmetadata", "error");
    if (video.error) return;
    const done = once(video, "seeked", "error");
    video.currentTime = (frame + 0.5) / rate;
    await done;
    if (video !== this.video) {
      const before = this.video;
      this.video = video;
      video.className = "";
      if (before) { before.pause(); before.className = "waiting"; }
    }
    await painted();
    this.holder.dataset.frame = frame;
    this.holder.dataset.rate = rate;
  }
  async play() {
    this.playing = true;
    this.holder.dataset.state = "playing";
    try { await this.video.play(); } catch { this.playing = !this.video.paused; }
  }
  pause() {
    this.playing = false;
    this.video?.pause();
    this.holder.dataset.state = "paused";
  }
}
const once = (target, ...names) => new Promise((done) => {
  const end = () => { for (const name of names) target.removeEventListener(name, end); done(); };
  for (const name of names) target.addEventListener(name, end);
});
const painted = () => new Promise((done) => {
  if (document.hidden) done(); else requestAnimationFrame(() => requestAnimationFrame(done));
});
function addCaptions(video, film, spoken) {
  const track = video.addTextTrack("captions", spoken === "zh" ? "中文" : "English", spoken);
  for (const step of film.steps)
    track.addCue(new VTTCue(step.start, step.start + step.seconds, plainCue(step.words[spoken])));
  track.mode = "disabled";
}
const plainCue = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
