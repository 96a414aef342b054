// The film as it plays: which frame stands, where it goes on and stops. Other
// scripts of the page add to window.matreelPlayer, and are asked by it.
// What a trace says is set as text, never as markup.
"use strict";
const at = (id) => document.getElementById(id);
function make(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

window.matreelPlayer = (() => {
const film = window.matreelFilm, moments = new Moments(film), { rates } = moments;
const root = at("player"), holder = at("picture");
const stills = matchMedia("(prefers-reduced-motion: reduce)");
let rate, frame = 0;
let trouble = "";  // what to say where the picture is not that of `frame`
let sought = false, late = 0;  // `frame` is not on the screen yet; a timer until that is said
let goal = null;  // the frame that playing stops at
let landed = null;  // the step whose settled frame a link led to
// Drawn here where it can be; ?video shows the videos, if there are some.
const hasVideos = rates.every((one) => film.rates[one].video);
const isDrawn = Score.works(film.score) && !(hasVideos && new URLSearchParams(location.search).has("video"));
const usual = Number(remembered.get("rate"));
rate = rates.includes(usual) ? usual : rates.at(isDrawn ? -1 : 0);  // what is drawn moves as smoothly as it can
const picture = new (isDrawn ? Stage : Picture)(film, holder, { onFrame: arrive, onEnd() { pause(); }, onShown: shown });

const frames = () => moments.frames(rate);
const settledFrame = (step) => moments.settledFrame(step, rate);
const stepNow = () => moments.stepAt(frame, rate);

function go(number) {
  frame = moments.within(number, rate);
  player.release();
  sought = true;
  late ||= setTimeout(() => { late = -1; render(); }, 300);
  render();
  for (const hear of player.onGo) hear();
  return picture.seek(rate, frame);
}
// The last seek led to a frame, which is the one asked for but where the browser
// shows another; to none where the video cannot be loaded; undefined: the
// whole of it is being loaded first.
function shown(number) {
  clearTimeout(late);
  sought = number === undefined;
  late = sought ? -1 : 0;
  trouble = sought ? "loading" : number === null ? (isDrawn ? "noPiece" : noVideo()) : "";
  if (typeof number === "number") frame = number;
  render();
}
function noVideo() {
  return root.querySelector("video").canPlayType('video/mp4; codecs="avc1.640028"') ? "noVideo" : "noDecoder";
}
function arrive(number) {  // a frame came while playing
  const stop = goal !== null && number >= goal ? goal : player.predict.stopOf(number);
  if (stop !== null && number >= stop) {  // nothing is told of a frame beyond
    hold();
    go(stop);
    return;
  }
  frame = number;
  render();
  for (const hear of player.onArrive) hear();
}
// Play, to the end or to a frame. Where a link led to is played from its start.
function play(to = null) {
  const isThere = landed !== null && frame === settledFrame(landed);
  const start = to !== null ? null : isThere ? moments.startOf(landed, rate) : frame >= frames() - 1 ? 0 : null;
  landed = null;
  goal = to;
  player.predict.reveal();
  player.release();
  if (start === null) picture.play();
  else go(start).then(() => { picture.play(); render(); });
  render();
}
function pause() {
  goal = null;
  picture.pause();
  go(frame);
}
function hold() { goal = null; if (picture.playing) picture.pause(); }
function moveTo(number) {  // playing goes on from there
  const playing = picture.playing;
  landed = null;
  go(number).then(() => { if (playing) picture.play(); });
}
async function changeRate(next) {
  const playing = picture.playing;
  if (next === rate) return;
  frame = Math.min(Math.floor(frame * next / rate + 1e-6), moments.frames(next) - 1);
  rate = next;
  remembered.set("rate", rate);
  picture.pause();
  goal = null;
  await go(frame);
  if (playing) picture.play();
}
// Stand at a frame at a rate, as an address says; `step`: the one whose
// settled frame that is, if it is one.
function open(there, asked, step) {
  picture.pause();
  goal = null;
  rate = asked;
  landed = step;
  return go(there);
}
// Where "next" stops: the settled frame of this step, or from there of the next.
function nextSettled() {
  const now = stepNow();
  return settledFrame(frame < settledFrame(now) ? now : Math.min(now + 1, film.steps.length - 1));
}
function nextStep() {
  const { predict } = player, to = predict.isOn ? predict.following() : nextSettled();
  if (picture.playing && goal === null && !predict.isOn) {
    const next = film.steps.findIndex((_, step) => moments.startOf(step, rate) > frame);
    moveTo(next < 0 ? frames() - 1 : moments.startOf(next, rate));
  } else if (picture.playing) { const last = goal ?? to; pause(); go(last); }
  else if (frame < frames() - 1) {
    if (stills.matches) { predict.reveal(); moveTo(to); } else play(to);
  } else if (predict.reveal()) render();
}
function previousStep() {
  const now = stepNow();
  if (picture.playing && goal === null) {  // the step's beginning; just after it that of the one before
    const starts = film.steps.map((_, step) => moments.startOf(step, rate));
    moveTo(starts.filter((start) => start + rate < frame).pop() ?? 0);
    return;
  }
  hold();
  go(now ? settledFrame(now - 1) : 0);
}
function jumpToStep(number) {  // from a list; it can be gone back from
  player.address.write();
  goal = null;
  if (picture.playing) moveTo(moments.startOf(number, rate));
  else {
    go(settledFrame(number));
    landed = number;
  }
  history.pushState(null, "", player.address.text());
}

const commands = {
  nextFrame() { hold(); go(frame + 1); },
  previousFrame() { hold(); go(frame - 1); },
  nextStep,
  previousStep() { if (player.predict.isOn) player.predict.previous(); else previousStep(); },
  toggle() { if (picture.playing) pause(); else play(); },
  first() { moveTo(0); },
  last() { hold(); go(frames() - 1); },
  otherRate() { changeRate(rates[(rates.indexOf(rate) + 1) % rates.length]); },
};

function render() {
  root.classList.toggle("playing", picture.playing);
  for (const hear of player.onRender) hear();
}

const player = {
  film, moments, picture, commands, isDrawn, rates, root, holder,
  get frame() { return frame; }, get rate() { return rate; }, get step() { return stepNow(); },
  get act() { return moments.actAt(frame, rate); },
  get trouble() { return trouble; }, get isSought() { return sought; }, get isLate() { return late < 0; },
  // What is called when the picture has changed, after a move, while it plays,
  // and when nothing is to be read any more.
  onRender: [], onGo: [], onArrive: [], onRelease: [],
  release() { for (const hear of player.onRelease) hear(); },
  stepOf: (number) => moments.stepAt(number, rate),
  go, play, pause, hold, moveTo, open, changeRate, jumpToStep, settledFrame, render,
};
return player;
})();
