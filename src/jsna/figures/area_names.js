// Names that appear with zooming, and the signs of rare areas: text nodes over the map. No name overlaps another.
"use strict";

window.jsnaNames = (() => {
  const FONTS = { region: "600 15px", larger: "600 14px", town: "400 13px", area: "400 12px" };
  const FACE = '"Source Sans", system-ui, sans-serif';
  const HEIGHT = 16;
  // Pixels: the width an area needs for its sign, half a sign's width, and the free space around a name.
  const WIDE_ENOUGH = 14;
  const SIGN = 7;
  const ROOM = { region: 0, larger: 26, town: 26, area: 2 };
  // At most one name for each of this many square pixels.
  const THINNEST = 12000;

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  function widthOf(words, kind) {
    const known = widths.get(kind + words);
    if (known !== undefined) return known;
    ruler.font = `${FONTS[kind]} ${FACE}`;
    const width = ruler.measureText(words).width;
    widths.set(kind + words, width);
    return width;
  }

  const cross = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

  function box({ x, y }, width, height, room = 0) {
    return [x - width / 2 - room, y - height / 2 - room / 2, x + width / 2 + room, y + height / 2 + room / 2];
  }

  function put(pane, kind, words, point) {
    const made = document.createElement("span");
    made.className = `jsna-name jsna-name-${kind}`;
    made.textContent = words;
    made.style.transform = `translate(${Math.round(point.x)}px, ${Math.round(point.y)}px) translate(-50%, -50%)`;
    pane.append(made);
  }

  // Draws names and signs on `map` whenever its view changes. `candidates` gives names in order of importance, `signs`
  // the rare areas; both include the position, and the width of the area.
  function over(map, candidates, signs) {
    const pane = map.createPane("names");
    pane.classList.add("leaflet-zoom-hide");
    pane.setAttribute("aria-hidden", "true");

    function drawSigns(view) {
      const boxes = [];
      for (const { at, wide, character } of signs()) {
        if (wide < WIDE_ENOUGH || !view.contains(at)) continue;
        boxes.push(box(at, 2 * SIGN, 2 * SIGN));
        put(pane, "sign", character, at);
      }
      return boxes;
    }

    // The boxes of the map's controls, which must not cover a name.
    function covered() {
      const { left, top } = map.getContainer().getBoundingClientRect();
      return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
        const box = control.getBoundingClientRect();
        const from = map.containerPointToLayerPoint([box.left - left, box.top - top]);
        return [from.x, from.y, from.x + box.width, from.y + box.height];
      });
    }

    function draw() {
      pane.replaceChildren();
      const size = map.getSize();
      const corner = map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(corner, corner.add(size));
      const fixed = [...drawSigns(view), ...covered()];
      const taken = [];
      const written = new Set();
      let left = Math.round((size.x * size.y) / THINNEST);
      for (const { words, kind, at, wide } of candidates()) {
        if (left === 0) break;
        if (!view.contains(at)) continue;
        const width = widthOf(words, kind);
        if (!view.contains(L.bounds(at.subtract([width / 2, 0]), at.add([width / 2, 0])))) continue;
        if (written.has(words) || (kind === "area" && width > wide)) continue;
        const own = box(at, width, HEIGHT);
        const roomy = box(at, width, HEIGHT, ROOM[kind]);
        if (fixed.some((other) => cross(own, other)) || taken.some((other) => cross(roomy, other))) continue;
        taken.push(own);
        written.add(words);
        put(pane, kind, words, at);
        left -= 1;
      }
    }

    map.on("moveend resize", draw);
    return draw;
  }

  return { over };
})();
