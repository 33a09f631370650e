// What the reader's hands do to the map's view.
"use strict";

window.jsnaView = (() => {
  // A wheel or a finger that only passes over the map moves the page: the wheel zooms once the map was clicked, and a
  // touch screen takes two fingers.
  function letThePageScroll(map) {
    map.scrollWheelZoom.disable();
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    const byKind = (event) => map.dragging[event.pointerType === "touch" ? "disable" : "enable"]();
    window.addEventListener("pointerdown", byKind, { capture: true });
  }

  // A press on the map focuses it. Were the page to scroll for that, the press would end on another area than it began on.
  function focusInPlace(container) {
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
  }

  // Until the reader moves the map, it fits its frame, whatever size that takes.
  function keepFitted(map, show) {
    let moved = false;
    const mark = () => { moved = true; };
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      window.addEventListener(kind, mark, { capture: true, passive: true });
    }
    map.on("resize", () => { if (!moved) show(); });
  }

  return { letThePageScroll, focusInPlace, keepFitted };
})();
