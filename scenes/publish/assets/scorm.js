// A lesson of a SCORM 1.2 package: it is begun when the page opens, completed when
// the film in it comes to its last step, and tells how long it was open.
"use strict";

(() => {
  const name = document.currentScript.dataset.film;
  const frame = document.querySelector("iframe");
  const began = Date.now();

  function found(place) {
    for (let above = 0; place && above < 20; above += 1) {
      try {
        if (place.API) return place.API;
      } catch {
        return null;  // of another origin
      }
      if (place.parent === place) return null;
      place = place.parent;
    }
    return null;
  }

  const api = found(window) || (window.opener && found(window.opener));
  if (!api) return;  // opened without a platform: the film plays all the same
  api.LMSInitialize("");

  function tell(name, value) {
    api.LMSSetValue(name, value);
    api.LMSCommit("");
  }

  const status = "cmi.core.lesson_status";
  const isDone = ["completed", "passed"].includes(api.LMSGetValue(status));
  if (!isDone) {
    tell(status, "incomplete");
    const watch = setInterval(() => {
      const player = frame.contentWindow.matreelPlayer;
      if (!player || player.film.name !== name) return;  // it leads to other films
      if (player.step !== player.film.steps.length - 1) return;
      clearInterval(watch);
      tell(status, "completed");
    }, 500);
  }

  window.addEventListener("pagehide", () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    const hours = String(Math.floor(seconds / 3600)).padStart(4, "0");
    const minutes = two(Math.floor(seconds / 60) % 60);
    api.LMSSetValue("cmi.core.session_time", `${hours}:${minutes}:${two(seconds % 60)}`);
    api.LMSFinish("");
  }, { once: true });
})();
