// Predicting: the film stops before each result, which is covered until it is
// asked for.
"use strict";
(() => {
const player = window.matreelPlayer, { moments, commands, picture } = player, { acts } = moments;
const revealed = new Set();  // numbers of acts
let isOn = false;

const resultOf = (act) => player.cells?.data.results[act] ?? null;
function stopAt(act) {  // the frame before the result of an act appears
  const result = resultOf(act), { rate } = player;
  return result && Math.max(Math.floor(result.frame * rate / player.cells.data.rate + 1e-6), moments.firstFrame(acts[act].start, rate));
}
function isCovered() {
  const { act, frame } = player, stop = isOn ? stopAt(act) : null;
  return stop !== null && frame >= stop && !revealed.has(act);
}
function reveal() {
  const was = isCovered();
  if (was) revealed.add(player.act);
  return was;
}
const asking = () => acts.flatMap((_, k) => (resultOf(k) ? [k] : []));  // numbers of acts
// Words that tell what comes out, before that is to be seen.
function tellsTooMuch() {
  const { act, frame, rate } = player;
  return isOn && resultOf(act) !== null && !revealed.has(act) && frame >= moments.firstFrame(acts[act].told ?? acts[act].start, rate);
}

player.predict = {
  get isOn() { return isOn; },
  resultOf, isCovered, reveal, tellsTooMuch,
  // Where playing stops at a frame, before a result that is not shown yet.
  stopOf(frame) {
    const act = moments.actAt(frame, player.rate);
    return isOn && !revealed.has(act) ? stopAt(act) : null;
  },
  // More of a result stands in the picture than the cover hides.
  get isBeyond() { return isCovered() && player.frame > stopAt(player.act); },
  // Where the next key leads: to the end of the result that is asked for, else to
  // where the next one is.
  following() {
    if (isCovered()) return moments.lastOfAct(player.act, player.rate);
    const stops = asking().flatMap((k) => [stopAt(k), ...(revealed.has(k) ? [moments.lastOfAct(k, player.rate)] : [])]);
    return stops.find((stop) => stop > player.frame) ?? moments.frames(player.rate) - 1;
  },
  previous() {
    const slack = picture.playing ? player.rate : 0;
    const before = asking().map(stopAt).filter((mark) => mark + slack < player.frame).pop() ?? 0;
    for (const act of revealed) if (stopAt(act) >= before) revealed.delete(act);
    player.moveTo(before);
  },
  hint() {  // what to do now
    if (!asking().length) return say("noResults");
    if (isCovered()) return say(!this.isBeyond && resultOf(player.act).asked[0] === "frame" ? "framed" : "covered");
    if (picture.playing) return say("untilResult");
    if (!resultOf(player.act)) return say("noResult");
    return say(revealed.has(player.act) ? "known" : "toResult");
  },
};
commands.reveal = () => { if (isCovered()) player.play(); };
commands.predict = () => {
  isOn = !isOn;
  revealed.clear();
  at("predict").setAttribute("aria-pressed", isOn);
  if (isCovered() && player.frame > stopAt(player.act)) revealed.add(player.act);
  player.render();
};
})();
