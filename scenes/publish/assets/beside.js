// What stands beside the picture: what happens in words, the time, the steps.
"use strict";
(() => {
const player = window.matreelPlayer, { film, moments, rates, picture } = player, { acts } = moments;
const heardNow = new Set();  // sentences of a step that were spoken while it played
let shownAct = null;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${(Math.floor(seconds % 60 * 10 + 1e-6) / 10).toFixed(1).padStart(4, "0")}`;
function write(id, text) {  // whether it is another than before
  const isNew = at(id).textContent !== text;
  if (isNew) at(id).textContent = text;
  return isNew;
}

function render() {
  const { frame, rate, trouble } = player, frames = moments.frames(rate), act = acts[player.act];
  write("clock", trouble.startsWith("no") ? "–" : `${clock(frame / rate)} · ${player.isLate ? "…" : frame} / ${frames - 1}`);
  const seek = at("seek");
  seek.max = frames - 1;
  seek.value = frame;
  seek.style.setProperty("--done", `${100 * frame / Math.max(1, frames - 1)}%`);
  seek.setAttribute("aria-valuetext", language === "zh"
    ? `第 ${frame} 帧，共 ${frames} 帧，${told(act.step.name)}`
    : `Frame ${frame} of ${frames}, ${told(act.step.name)}`);
  at("play").setAttribute("aria-label", say(picture.playing ? "pause" : "play"));
  if (shownAct !== act) {
    if (shownAct?.step !== act.step) heardNow.clear();
    shownAct = act;
    renderAct(act);
  }
  renderWords(act);
  sayResult();
}
// The words are those of the picture at this very frame; where a film has none
// for each frame, those of the act.
function renderWords(act) {
  const words = picture.told?.(player.rate, player.frame);
  const { title, lead } = words ?? { title: told(act.title), lead: told(act.lead) };
  const live = saysResult() ? "off" : "polite";  // what comes out is said with all of this
  if (at("now-words").getAttribute("aria-live") !== live) at("now-words").setAttribute("aria-live", live);
  if (write("now-title", title) && picture.playing) hearNow(title);
  if (write("now-lead", lead) && picture.playing) hearNow(lead);
  write("now-live", words && !player.predict.isBeyond ? words.live : "");
}
// What a step comes to is said where it has settled, for who cannot see it: all of it,
// but for what was heard as it played.
const saysResult = () => !picture.playing && player.frame === player.settledFrame(player.step)
  && !player.predict.isCovered() && !player.trouble;
function sayResult() {
  const { shade } = player.root.dataset;
  if (shade) write("spoken", say("comesBack").replace("{}", say(shade === "black" ? "isBlack" : "isWhite")));
  else write("spoken", saysResult() ? outcomeOf(film.steps[player.step]) : "");
}
function outcomeOf(step) {
  const title = told(step.title), words = told(step.words);  // which mostly begin with it
  const all = words.startsWith(title) ? words : `${title}. ${words}`;
  if (!heardNow.size) return all;
  const rest = sentencesOf(words).filter((one) => !heardNow.has(one));
  return rest.join(" ") || at("steps-title").textContent;
}
function hearNow(text) { for (const one of sentencesOf(text)) heardNow.add(one); }
const sentencesOf = (text) => text.match(/\S.*?(?:[.!?](?=\s|$)|[。！？]|$)/gs) ?? [];
function renderAct(act) {
  const rows = act.operands.filter((operand) => operand.name).map((operand) => [say("input"), operand]);
  const outcomes = [act.result, ...act.others].filter((value) => value?.name && value.shape && act.expression);
  rows.push(...outcomes.map((value) => [say("output"), value]));
  at("operands").replaceChildren(...rows.flatMap(([word, value]) => {
    const name = make("dd", value.name);
    name.append(" ", make("span", value.shape?.length ? value.shape.join(" × ") : "1", "shape"));
    return [make("dt", word), name];
  }));
  write("steps-title", say("stepOf").replace("{}", act.number + 1).replace("{}", film.steps.length));
  for (const link of at("steps").querySelectorAll("a")) {
    const isNow = link.dataset.slug === act.step.slug;
    if (isNow) { link.setAttribute("aria-current", "step"); scrollInto(at("steps"), link); }
    else link.removeAttribute("aria-current");
  }
}
function renderSteps() {
  let around = "";
  at("steps").replaceChildren(...film.steps.flatMap((step, number) => {
    const within = step.within ? told(step.within).join(" › ") : "";
    const heads = within && within !== around ? [make("li", within, "within")] : [];
    around = within;
    const link = document.createElement("a"), item = document.createElement("li");
    link.href = `#${film.name}/${step.slug}`;
    link.dataset.slug = step.slug;
    link.append(make("span", told(step.name)), make("time", clock(step.start)));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      player.jumpToStep(number);
    });
    item.append(link);
    return [...heads, item];
  }));
  at("ticks").replaceChildren(...film.steps.slice(1).map((_, number) => {
    const tick = document.createElement("i");
    tick.style.left = `${100 * moments.startOf(number + 1, player.rate) / Math.max(1, moments.frames(player.rate) - 1)}%`;
    return tick;
  }));
}
function renderRates() {
  at("rates").replaceChildren(...rates.map((one) => {
    const button = make("button", language === "zh" ? `${one} 帧/秒` : `${one} fps`);
    button.type = "button";
    button.dataset.rate = one;
    button.addEventListener("click", (event) => { player.changeRate(one); if (event.detail) button.blur(); });
    return button;
  }));
  showRate();
}
function showRate() {
  for (const button of at("rates").children) button.setAttribute("aria-pressed", Number(button.dataset.rate) === player.rate);
}
new MutationObserver(showRate).observe(player.holder, { attributes: true, attributeFilter: ["data-rate"] });
heard.push(() => { shownAct = null; heardNow.clear(); renderSteps(); renderRates(); });
player.onRender.push(render);
})();
