// How the map's view responds to mouse, touch and keyboard.
"use strict";

window.jsnaView = (() => {
  // A wheel or a finger that only passes over the map scrolls the page: the wheel zooms only after a click on the map,
  // and a touch screen needs two fingers.
  function letThePageScroll(map) {
    map.scrollWheelZoom.disable();
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    const byKind = (event) => map.dragging[event.pointerType === "touch" ? "disable" : "enable"]();
    window.addEventListener("pointerdown", byKind, { capture: true });
  }

  // A press on the map focuses it. If that scrolled the page, the press would end on another area.
  function focusInPlace(container) {
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
  }

  // Keeps the map fitted to its frame at any size, until the reader moves the map.
  function keepFitted(map, show) {
    let moved = false;
    const mark = () => { moved = true; };
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      window.addEventListener(kind, mark, { capture: true, passive: true });
    }
    map.on("resize", () => { if (!moved) show(); });
    // A busy browser may give the frame its height without an event of the window, and the map would stay flat.
    new ResizeObserver(() => map.invalidateSize({ debounceMoveend: true })).observe(map.getContainer());
  }

  return { letThePageScroll, focusInPlace, keepFitted };
})();
