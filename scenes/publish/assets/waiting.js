// A page that waits for its film: matreelBegin(address, file) makes it the page
// at that address, in whose folder the file hands on all that the first frame
// needs. Fonts are ready before.
"use strict";
(() => {
const { scripts, fonts } = document.currentScript.dataset;
const root = new URL(".", location).pathname;
for (const [name, file] of Object.entries(JSON.parse(fonts))) haveFont(name, "", file).catch(() => faces.delete(name));
fetch(scripts).catch(() => {});  // kept by the browser until they are run
window.matreelBegin = (address, file) => {
  history.replaceState(null, "", address);
  for (const source of [file, root + scripts]) {
    const script = document.createElement("script");
    script.src = source;
    script.async = false;  // in this order
    document.body.append(script);
  }
};
})();
