// A page that waits for its film: matreelBegin(address, folder, language) makes it
// the page at that address, of the film in that folder. The page's own scripts are
// run while what the first frame needs is still told. Fonts are ready before.
"use strict";
(() => {
const { scripts, fonts } = document.currentScript.dataset;
const root = new URL(".", location).pathname;
for (const [name, file] of Object.entries(JSON.parse(fonts))) haveFont(name, "", file).catch(() => faces.delete(name));
fetch(scripts).catch(() => {});  // kept by the browser until they are run
window.matreelBegin = (address, folder, spoken) => {
  history.replaceState(null, "", address);
  const telling = heldUpright.matches ? `upright-${spoken}` : spoken;
  matreelComing = new Set(["ramps", `${telling}-0`, `${telling}-0-grids`]);
  for (const source of [`${folder}film.js`, root + scripts, `${folder}begin-${telling}.js`]) {
    const script = document.createElement("script");
    script.src = source;
    script.async = false;  // in this order
    document.body.append(script);
  }
};
})();
