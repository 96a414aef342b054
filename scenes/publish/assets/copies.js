// What can be taken along: links, pictures, an embedded film, a hand-out.
"use strict";
(() => {
const player = window.matreelPlayer, { film, picture, isDrawn } = player;

// ---- what can be copied

const link = () => location.href.split("#")[0].split("?")[0] + player.address.text();
const inFrame = () => `<iframe src="${link().replace(".html", ".html?embed").replace(/&/g, "&amp;").replace(/"/g, "&quot;")}" width="960" height="600" title="${told(film.title).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)}" allow="fullscreen" loading="lazy"></iframe>`;
const COPIES = {
  async copyLink() { await copy(link()); },
  async copyFrame() { await copy(inFrame()); },
  async copyPicture() {
    const canvas = await picture.drawn(player.rate, player.frame, picture.isUpright ? 1080 : 1920);
    const picturing = new Promise((done) => canvas.toBlob(done, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picturing })]);
  },
};
async function copy(text) {
  try { await navigator.clipboard.writeText(text); }
  catch {  // pages from disk may not ask
    const box = Object.assign(document.createElement("textarea"), { value: text });
    at("more").append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("no clipboard");
  }
}
for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", async () => {
    let words = "copied";
    try { await COPIES[button.dataset.copy](); } catch { words = "notCopied"; }
    at("copied").textContent = say(words);
  });

// ---- a hand-out

async function handOut(across) {
  const sheets = at("hand-out");
  sheets.className = across > 1 ? "four" : "one";
  const theme = picture.theme;
  if (isDrawn) picture.setTheme("print", await picture.wide.ramps("print"));
  const pages = [];
  for (const [number, step] of film.steps.entries()) {
    const figure = document.createElement("figure"), words = document.createElement("figcaption");
    if (isDrawn) {
      const image = new Image();
      image.alt = told(step.name);
      image.src = (await picture.drawn(player.rate, player.settledFrame(number), 1920, false, picture.wide)).toDataURL("image/png");
      await image.decode();
      figure.append(image);
    }
    words.append(Object.assign(document.createElement("b"), { textContent: `${number + 1}. ${told(step.title)}` }), ` ${told(step.words)}`);
    figure.append(words);
    pages.push(figure);
  }
  sheets.replaceChildren(...pages);
  if (isDrawn) { picture.setTheme(theme, await picture.wide.ramps(theme)); picture.repaint(); }
  at("more").close();
  window.addEventListener("afterprint", () => sheets.replaceChildren(), { once: true });
  window.print();
}
for (const button of document.querySelectorAll("[data-sheets]"))
  button.addEventListener("click", () => handOut(Number(button.dataset.sheets)));
})();
