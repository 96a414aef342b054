// The film as a voice speaks it, in step with the picture. Silent until somebody
// wants to hear it, and nothing of it is loaded before that.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, commands, isDrawn, holder } = player;
const NEAR = 0.05, FAR = 0.4;  // seconds behind or before the picture: it hurries or lags; it goes there
const HURRY = 0.08;  // of the speed
const AGAIN = 1000;  // milliseconds after which it may go there again
if (!film.sound) return;

Object.assign(WORDS, {
  soundOf: { en: ["Sound, in English", "声音（英语）"], zh: ["Sound, in Chinese", "声音（中文）"] }[film.sound.language]
    ?? ["Sound", "声音"],
  noSound: ["Sound: it cannot be played here", "声音：此处无法播放"],
});
const button = at("sound"), track = document.createElement("audio");
let isOn = false, isLost = false, loaded = null, isThere = false, went = -Infinity;

async function load() {
  track.preload = "auto";
  track.id = "sound-track";
  const opened = once(track, "loadedmetadata", "error");
  track.src = `films/${film.name}/${film.sound.file}`;
  holder.append(track);
  await opened;
  // A server without byte ranges: it is loaded whole.
  if (!track.error && !canSeek(track, player.rate)) {
    const answer = await fetch(track.src), read = once(track, "loadedmetadata", "error");
    track.src = URL.createObjectURL(await answer.blob());
    await read;
  }
  if (track.error) throw track.error;
  isThere = true;
}
// The voice says nothing that is still to be predicted.
const isHeard = () => isOn && isThere && picture.playing && holder.dataset.state === "playing"
  && !document.hidden && !player.predict.tellsTooMuch();

function follow() {
  if (!isDrawn) {  // videos have their own
    for (const video of picture.videos.values()) video.muted = !isOn;
    return;
  }
  const now = (player.frame + 0.5) / player.rate, late = now - track.currentTime;
  if (!isHeard() || now >= track.duration) { track.pause(); return; }
  if (track.seeking) return;
  if (track.paused || (Math.abs(late) > FAR && performance.now() > went + AGAIN)) {
    track.currentTime = now;
    went = performance.now();
  }
  const share = Math.abs(late) <= NEAR || Math.abs(late) > FAR ? 1 : 1 + HURRY * Math.sign(late);
  const speed = picture.speed * share;
  if (track.playbackRate !== speed) track.playbackRate = speed;
  if (track.paused) track.play().catch(refused);
}
// A browser that wants a hand on the page first, or cannot play it.
function refused(error) {
  if (error.name !== "AbortError") turn(false);
}
function turn(on) {
  isOn = on;
  button.setAttribute("aria-pressed", on);
  follow();
}
commands.sound = () => {
  if (isLost) return;
  turn(!isOn);
  if (!isOn || !isDrawn) return;
  loaded ??= load();
  loaded.then(follow, lose);
};
function lose() {
  isLost = true;
  turn(false);
  name();
}
function name() {
  button.disabled = isLost;
  button.title = say(isLost ? "noSound" : "soundOf");
  button.setAttribute("aria-label", button.title);
}

button.hidden = false;
player.KEYS.v = "sound";
player.onRender.push(follow);
player.onGo.push(() => { went = -Infinity; });
track.addEventListener("error", () => { if (isThere) lose(); });  // as where nothing decodes it
track.addEventListener("timeupdate", follow);  // the picture may have to wait for a piece
document.addEventListener("visibilitychange", follow);
heard.push(name);
name();
})();
