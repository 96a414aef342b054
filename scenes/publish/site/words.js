// Both languages and the addresses of moments: every page has this.
"use strict";

const WORDS = {
  play: ["Play", "播放"], pause: ["Pause", "暂停"],
  frame: ["Frame", "第"], of: ["of", "/"],
  point: ["Pause and point at a cell, or press r, to read it.", "暂停后指向格子，或按 r，读出它的值。"],
  moving: ["Pause to read cells.", "暂停后可读格子。"],
  empty: ["not computed yet", "尚未计算"], mean: ["mean of", "平均值，个数"],
  from: ["from", "来自"], and: ["and", "和"],
  input: ["in", "输入"], output: ["out", "输出"],
  question: ["What comes out?", "结果会是什么？"], reveal: ["Enter shows it", "按 Enter 揭晓"],
};

// ---- both languages

const remembered = {
  get(name) { try { return localStorage.getItem(`matreel.${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`matreel.${name}`, value); } catch { /* a page that may keep nothing */ } },
};
let language = remembered.get("language")
  || ((navigator.language || "").startsWith("zh") ? "zh" : "en");
const say = (key) => WORDS[key][language === "zh" ? 1 : 0];
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
  const button = document.getElementById("language");
  button.textContent = next === "zh" ? "English" : "中文";
  button.lang = next === "zh" ? "en" : "zh";
  for (const hear of heard) hear();
}
function changeLanguage() {
  speak(language === "zh" ? "en" : "zh");
  remembered.set("language", language);
}
document.getElementById("language").addEventListener("click", changeLanguage);

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
