// The page of the server: what is computed now is played, in a second frame behind
// the first until it stands. live-pad.js sends what is drawn.
"use strict";
(() => {
const at = (id) => document.getElementById(id);
const SETTLING = 1000;  // milliseconds after which a film that has begun leaves time for the next frame
const KINDS = { trace: "liveTrace", xlsx: "liveWorkbook", mp4: "liveFilm" };  // of files to keep
const PATIENCE = 120_000;  // milliseconds until a film that does not come is given up

Object.assign(WORDS, {
  liveDraw: ["Lift the pen: the network reads it, and the film plays.", "抬笔后，网络便开始识别，影片随即播放。"],
  liveNoToken: ["To draw, open the whole address that the terminal shows.", "要书写，请打开终端所示的完整地址。"],
  liveBusy: ["Recording …", "正在录制……"],
  liveGone: ["The server has stopped: start it again.", "服务器已停止：请重新启动。"],
  liveLine: ["{}, line {}", "{}，第 {} 行"],
  liveFrom: ["The film shows what was computed last.", "影片显示的是上一次的计算。"],
  liveKeep: ["Keep:", "保存："],
  liveTrace: ["Trace", "记录"], liveWorkbook: ["Workbook", "工作簿"], liveFilm: ["Video", "视频"],
  liveVideo: ["Render a video of this film", "把这部影片渲染成视频"],
  liveRendering: ["A video is being rendered …", "正在渲染视频……"],
  liveNoVideo: ["No video came: render it again", "视频未能完成：重新渲染"],
  liveWait: ["The film comes in a moment. The first time its fonts are cut, which takes some seconds.", "影片马上就来。第一次要裁剪字体，需要几秒钟。"],
  liveLeftOut: ["Films that cannot show this: {}", "不能显示此内容的影片：{} 部"],
  liveNext: ["The next film", "下一部影片"],
  liveNothing: ["Nothing was computed yet.", "还没有计算。"],
});

// ---- the token, which stands in the address that the terminal shows

function tokenOf() {
  const given = location.hash.slice(1);
  if (given) {
    try { sessionStorage.setItem("matreel.token", given); } catch { return given; }
    history.replaceState(null, "", location.pathname);
  }
  try { return given || sessionStorage.getItem("matreel.token") || ""; } catch { return given; }
}
const token = tokenOf();

// ---- the film, in a frame; the next one comes up behind it

let now = null;  // what the server shows
let shown = null;  // {version, film, frame} on the screen
let coming = null;  // the same, behind it
let spare = null;  // a frame that waits for the film after them, with all but the film
let chosen = "";  // the film that was asked for last
let isGone = false;

function wanted() {
  const names = now.films.map((film) => film.name);
  return names.includes(chosen) ? chosen : names.includes(shown?.film) ? shown.film : names[0];
}
function placeOf(film) {  // where the next one is to stand
  if (!shown || shown.version === now.version || now.plays || shown.film !== film) return "";
  const player = shown.frame.contentWindow?.matreelPlayer;
  const step = player?.film.steps[player.step];
  return step && player.frame > 0 ? `/${step.slug}` : "";
}
function load(isToEnd = false) {  // whether it is to stand at its end
  if (!now?.version) return;
  const film = wanted(), { version } = now;
  const last = coming ?? shown;
  if (last && last.version === version && last.film === film) return;
  coming?.frame.remove();
  const frame = spare ?? waitingFrame();
  spare = null;
  frame.title = told(now.films.find((one) => one.name === film).title);
  const mine = coming = { version, film, frame, isToEnd, plays: now.plays && shown?.version !== version };
  const address = `${location.pathname}shown/${version}/${film}.html#${film}${placeOf(film)}`;
  const end = performance.now() + PATIENCE;
  let hasBegun = false;
  const look = () => {
    if (coming !== mine) return;
    const { matreelBegin } = frame.contentWindow;
    if (matreelBegin && !hasBegun) { matreelBegin(address, `films/${film}/`, language); hasBegun = true; }
    const holder = frame.contentDocument?.getElementById("picture");
    const player = frame.contentWindow.matreelPlayer;
    if (holder?.dataset.frame && holder.dataset.state === "paused" && player) {
      if (!mine.isToEnd) { show(mine); return; }
      mine.isToEnd = false;
      player.commands.last();
    }
    if (performance.now() < end) setTimeout(look, 8);
    else { frame.remove(); coming = null; }
  };
  look();
}
function waitingFrame() {
  const frame = document.createElement("iframe");
  frame.className = "next";
  frame.title = say("liveNext");
  frame.allow = "fullscreen";
  frame.inert = true;  // nobody sees it: it has nothing for keys or ears
  frame.src = "next.html";
  at("stage").append(frame);
  return frame;
}
function haveSpare() { if (!coming && !isGone) spare ??= waitingFrame(); }
function show(next) {
  const before = shown?.frame, inside = next.frame.contentWindow;
  const hadFocus = !document.activeElement || document.activeElement === document.body || document.activeElement === before;
  shown = next;
  coming = null;
  inside.document.body.classList.add("within");
  if (inside.document.documentElement.lang !== document.documentElement.lang) inside.speak?.(language);
  next.frame.className = "";
  next.frame.inert = false;
  at("stage").querySelector("p")?.remove();
  if (before) {
    before.className = "next";  // taking it away would delay the first picture
    before.inert = true;
    requestAnimationFrame(() => setTimeout(() => before.remove()));
  }
  if (hadFocus) next.frame.focus({ preventScroll: true });
  next.frame.dataset.version = next.version;
  document.body.dataset.shown = next.version;
  performance.mark("matreel-shown");
  if (next.plays) inside.matreelPlayer.commands.toggle();
  sayBeginning(next);
  setTimeout(haveSpare, SETTLING);
  render();
}

// What stands already when a film comes is no news in its own page: it is said here.
function sayBeginning({ frame }) {
  const player = frame.contentWindow.matreelPlayer, step = player.film.steps[player.step];
  const head = told(step.title), words = told(step.words);
  at("told").textContent = `${frame.title}. ${words.startsWith(head) ? words : `${head}. ${words}`}`;
}

// ---- what stands around it

function render() {
  at("state").textContent = isGone ? say("liveGone") : now?.busy ? say("liveBusy") : "";
  if (!now) return;
  if (now.source) { at("of").textContent = now.source; delete at("of").dataset.zh; }
  at("pad").hidden = now.mode !== "digit";
  at("hint").textContent = say(token ? "liveDraw" : "liveNoToken");
  renderFilms(coming?.film ?? shown?.film);
  if (shown) renderWays(shown);
  renderKeep();
  renderFault();
  renderLeftOut();
  if (!shown) {
    const wait = at("stage").querySelector("p") ?? at("stage").appendChild(document.createElement("p"));
    wait.textContent = say(now.version || now.busy ? "liveWait" : "liveNothing");
  }
}
let pressed = "";  // the film whose button is pressed
function renderFilms(current) {
  const row = at("films"), from = row.scrollLeft;  // on a phone it is wider than the screen
  row.replaceChildren(...(now.films ?? []).map((film) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = told(film.title);
    button.setAttribute("aria-pressed", film.name === current);
    button.addEventListener("click", () => choose(film.name));
    return button;
  }));
  row.scrollLeft = from;
  const button = row.querySelector("[aria-pressed=true]");
  if (!button || pressed === current) return;
  pressed = current;
  const { left, right } = row.getBoundingClientRect(), box = button.getBoundingClientRect();
  row.scrollLeft += Math.min(Math.max(0, box.right - right), box.left - left);
}
function choose(film, isToEnd) { chosen = film; load(isToEnd); render(); }
// Links to the films beside one, in its own page: the keys for a step go there, too, from
// its end and from its beginning. Some films are told later than that one.
function renderWays(one) {
  const { films } = now, number = films.findIndex(({ name }) => name === one.film);
  const ways = [
    ["preceding", films[number - 1], "Previous film: ", "上一部影片："],
    ["following", films[number + 1], "Next film: ", "下一部影片："],
  ].filter(([, film]) => number >= 0 && film);
  const inside = one.frame.contentDocument, key = JSON.stringify(ways);
  if (one.ways === key) return;
  one.ways = key;
  for (const link of inside.querySelectorAll("a.preceding, a.following")) link.remove();
  for (const [name, film, english, chinese] of ways) {
    const link = inside.createElement("a");
    link.className = name;
    link.href = "#";
    Object.assign(link.dataset, { en: english + film.title.en, zh: chinese + film.title.zh });
    link.textContent = link.dataset[language];
    link.addEventListener("click", (event) => { event.preventDefault(); choose(film.name, name === "preceding"); });
    inside.querySelector("nav.steps").append(link);
  }
}
function renderKeep() {
  const links = (now.keeps ?? []).map((file) => {
    const link = document.createElement("a");
    link.href = `shown/${now.version}/kept/${file}`;
    link.download = file;
    const kind = KINDS[file.split(".").pop()];
    link.textContent = kind ? `${say(kind)} ${file}` : file;
    return link;
  });
  const video = videoButton();
  if (video) links.push(video);
  at("keep").replaceChildren(...(links.length ? [say("liveKeep"), ...links] : []));
}
function videoButton() {  // of the film that is shown, if there can be one
  const film = shown?.film;
  if (!token || !now.videos || !film || now.keeps.includes(`${film}.mp4`)) return null;
  const button = document.createElement("button"), isRendered = Object.values(now.videos).includes("rendering");
  button.type = "button";
  button.className = "word";
  button.textContent = say(isRendered ? "liveRendering" : now.videos[film] === "failed" ? "liveNoVideo" : "liveVideo");
  button.disabled = isRendered;
  const address = `shown/${now.version}/videos/${film}`;
  button.addEventListener("click", () => fetch(address, { method: "POST", headers: { "X-Matreel-Token": token } }).catch(() => {}));
  return button;
}
function renderFault() {
  const { fault } = now;
  at("fault").hidden = !fault;
  if (!fault) return;
  at("fault-words").textContent = fault.words;
  at("fault-place").textContent = [
    fault.line ? say("liveLine").replace("{}", fault.file).replace("{}", fault.line) : fault.file,
    now.version ? say("liveFrom") : "",
  ].filter(Boolean).join(" · ");
  at("fault-code").textContent = fault.code;
  at("fault-all").textContent = fault.traceback;
}
function renderLeftOut() {
  const all = Object.entries(now.leftOut ?? {}), line = ([name, why]) => `${name}: ${why}`;
  at("left-out").hidden = !all.length;
  at("left-out-count").textContent = say("liveLeftOut").replace("{}", all.length);
  at("left-out-why").replaceChildren(...all.map((one) => {
    const item = document.createElement("li");
    item.textContent = line(one);
    return item;
  }));
}
heard.push(() => {
  for (const one of [shown, coming]) one?.frame.contentWindow?.speak?.(language);
  render();
});
// The language that is changed by a key in the frame.
window.addEventListener("storage", (event) => {
  if (event.key === "matreel.language" && event.newValue && event.newValue !== language) speak(event.newValue);
});
// Keys are the film's, wherever the hand was last.
document.addEventListener("keydown", (event) => {
  if (!shown || event.ctrlKey || event.altKey || event.metaKey || event.key === "Tab") return;
  if (event.target.closest?.("select, input, pre, #paper")) return;
  if (event.target.closest?.("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
  shown.frame.contentDocument?.dispatchEvent(new KeyboardEvent("keydown", { key: event.key, code: event.code, shiftKey: event.shiftKey, bubbles: true, cancelable: true }));
  event.preventDefault();
});

// ---- what the server tells

function hear(told) {
  now = told;
  isGone = false;
  load();
  render();
}
const events = new EventSource("events");
events.onmessage = (event) => hear(JSON.parse(event.data));
events.onerror = () => {  // another server may have other scripts
  isGone = true;
  spare?.remove();
  spare = null;
  render();
};

window.matreelLive = {
  token,
  choose(film) { chosen = film; },
  expect: haveSpare,  // a film is wanted soon
  // Let what plays stand still: its frames would take the time of the next film's
  // first. Gives a function by which it goes on, if no other comes.
  rest() {
    const player = shown?.frame.contentWindow?.matreelPlayer;
    if (!player?.picture.playing) return () => {};
    player.hold();
    player.render();
    return () => { if (player === shown.frame.contentWindow.matreelPlayer) player.play(); };
  },
  gone() { isGone = true; render(); },
};
render();
at("hint").textContent = say(token ? "liveDraw" : "liveNoToken");
})();
