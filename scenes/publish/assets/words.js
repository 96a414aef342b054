// Both languages and the addresses of moments: every page has this.
"use strict";

// Where nothing hovers, as on a phone, fingers tap and there are no keys.
const TOUCH_WORDS = {
  point: ["Tap a number to read it. Two taps or two fingers: nearer.", "点一下数值即可读数。双击或用两指放大。"],
  toResult: ["Predict: step on to just before the result.", "猜一猜：点“下一步”到结果出现之前。"],
  framed: ["What do you expect? It will stand in the frame. Tap that to see it.", "你猜框里会变成什么？点一下框揭晓。"],
  covered: ["What do you expect? Tap the ? to see it.", "你猜结果是什么？点一下问号揭晓。"],
  known: ["That was the result. Step on to the next one.", "这就是结果。点“下一步”到下一个。"],
  noResult: ["Nothing to predict here: this part only shows or compares. Step on.",
    "这一段只作展示或比较，没有结果可猜。点“下一步”继续。"],
  noResults: ["Nothing to predict in this film: it only shows or compares.", "这部影片只作展示或比较，没有结果可猜。"],
  reveal: ["Tap to see it", "点一下揭晓"],
};
const WORDS = {
  play: ["Play", "播放"], pause: ["Pause", "暂停"],
  point: ["Point at anything with a number to read it, or press r. ↓ goes one step, → one frame, ? lists all keys.",
    "指向画面中的数值即可读数，也可按 r。↓ 下一步，→ 下一帧，? 列出所有按键。"],
  moving: ["Pause to read numbers.", "暂停后可以读数。"],
  loading: ["This server cannot send parts of a file: the whole film is being loaded.", "此服务器不能发送文件的一部分，正在载入整部影片。"],
  noVideo: ["The video cannot be loaded: put {} beside this film's other files.", "无法载入视频：请把 {} 放回这部影片的文件夹。"],
  noPiece: ["The film cannot be loaded: put its folder beside this page again.", "无法载入影片：请把它的文件夹放回此页旁。"],
  noDecoder: ["This browser plays no H.264 video: open the page in another.", "此浏览器不能播放 H.264 视频：请换一个浏览器。"],
  toResult: ["Predict: ↓ goes to just before the result.", "猜一猜：按 ↓ 到结果出现之前。"],
  framed: ["What do you expect? It will stand in the frame. ↓ or Enter plays on to it.", "你猜框里会变成什么？按 ↓ 或 Enter 播放到结果。"],
  covered: ["What do you expect? ↓ or Enter plays on to it.", "你猜结果是什么？按 ↓ 或 Enter 播放到结果。"],
  known: ["That was the result. ↓ goes to the next one.", "这就是结果。按 ↓ 到下一个。"],
  untilResult: ["Plays until just before the next result.", "播放到下一个结果出现之前。"],
  noResult: ["Nothing to predict here: this part only shows or compares. ↓ goes on.",
    "这一段只作展示或比较，没有结果可猜。按 ↓ 继续。"],
  noResults: ["Nothing to predict in this film: it only shows or compares. p ends predicting.",
    "这部影片只作展示或比较，没有结果可猜。再按 p 退出。"],
  byKeys: ["Arrow keys move, [ and ] go from one matrix to another, Esc ends.",
    "方向键移动，方括号键换一个矩阵，Esc 结束。"],
  empty: ["not computed yet", "尚未计算"], mean: ["mean of", "平均值，个数"],
  from: ["from", "来自"], and: ["and", "和"],
  joins: ["from {start} to {end}", "从{start} 到{end}"], carries: ["weight × value =", "权重 × 值 ="],
  measured: ["measured after {} images", "学过 {} 张图像后测得"],
  input: ["in", "输入"], output: ["out", "输出"],
  question: ["What comes out?", "结果会是什么？"], reveal: ["Enter shows it", "按 Enter 揭晓"],
  foundCount: ["{} found", "找到 {} 处"], foundNone: ["Nothing found in this film.", "这部影片中没有找到。"],
  onward: ["{} (step on once more)", "{}（再按一次“下一步”）"],
  backward: ["{} (step back once more)", "{}（再按一次“上一步”）"],
  fullThere: ["Press F5 in the film's own window: the browser lets no other one fill the screen.",
    "请在影片窗口按 F5：浏览器不允许由此处进入全屏。"],
  isBlack: ["the screen is black", "屏幕已黑"], isWhite: ["the screen is white", "屏幕已白"],
  comesBack: ["{}: any key brings the film back", "{}：按任意键恢复画面"],
  nextIs: ["Next:", "下一步："], lastStep: ["This is the last step.", "这是最后一步。"],
  copied: ["Copied.", "已复制。"], notCopied: ["The browser does not allow copying here.", "浏览器不允许在此复制。"],
  stepOf: ["Step {} of {}", "第 {} 步，共 {} 步"],
};

// ---- both languages

const remembered = {
  get(name) { try { return localStorage.getItem(`matreel.${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`matreel.${name}`, value); } catch { /* a page that may keep nothing */ } },
};
let language = remembered.get("language")
  || ((navigator.language || "").startsWith("zh") ? "zh" : "en");
const taps = matchMedia("(hover: none)");
const say = (key) => ((taps.matches && TOUCH_WORDS[key]) || WORDS[key])[language === "zh" ? 1 : 0];
const told = (texts) => texts[language] ?? texts.en;
const heard = [];  // called when the language changes

function speak(next) {
  language = next;
  document.documentElement.lang = next === "zh" ? "zh-Hans" : "en";
  for (const one of document.querySelectorAll("[data-zh]")) {
    one.dataset.en ??= one.textContent;
    one.textContent = one.dataset[next];
  }
  for (const one of document.querySelectorAll("[data-zh-label]")) {
    one.dataset.enLabel ??= one.getAttribute("aria-label");
    one.setAttribute("aria-label", one.dataset[`${next}Label`]);
  }
  for (const one of document.querySelectorAll("[data-zh-src]")) {
    one.dataset.enSrc ??= one.getAttribute("src");
    one.src = one.dataset[`${next}Src`];
  }
  const button = document.getElementById("language");
  button.textContent = next === "zh" ? "English" : "中文";
  button.lang = next === "zh" ? "en" : "zh-Hans";
  for (const hear of heard) hear();
}
function changeLanguage() {
  speak(language === "zh" ? "en" : "zh");
  remembered.set("language", language);
}
document.getElementById("language").addEventListener("click", changeLanguage);
// Chromium keeps empty boxes for what was laid out while the Chinese letters were on
// their way, until it is to be laid out in another manner.
document.fonts?.addEventListener?.("loadingdone", ({ fontfaces }) => {
  if (fontfaces.some((face) => face.family.includes("matreel letters"))) document.documentElement.style.textRendering = "optimizeLegibility";
});

// ---- addresses: #film, #film/step, #film@frame=123&rate=60

function parseAddress(hash) {
  let text;
  try { text = decodeURIComponent(hash.slice(1)); } catch { return {}; }
  const [where, moment = ""] = text.split("@");
  const [film, slug = ""] = where.split("/");
  const found = { film, slug };
  for (const pair of moment.split("&")) {
    const [name, value] = pair.split("=");
    if (/^\d{1,9}$/.test(value ?? "")) found[name] = Number(value);
  }
  return found;
}

// The overview leads from #forward/... to the film's own page.
function leadToFilm() {
  const { film } = parseAddress(location.hash);
  for (const link of document.querySelectorAll("[data-film]"))
    if (film && link.dataset.film === film) location.replace(`${film}.html${location.hash}`);
}
if (!window.matreelFilm) {
  window.addEventListener("hashchange", leadToFilm);
  speak(language);
  leadToFilm();
}
