// Draws a place's areas once, and repaints them whenever the figures change. Every word from the data becomes a text
// node; nothing here builds HTML.
"use strict";

window.jsnaAreas = (() => {
  const CREDIT = "Contains OS data © Crown copyright and database right";
  // Pixels; a smaller frame has no room left inside the padding of a fitted view.
  const SMALLEST = 12;
  // The space around a picked area, the closest zoom for it, and the size above which the view stays as it is.
  const CONTEXT = 2.5;
  const CLOSEST = 12;
  const SEEN_WELL = 90;
  // Pixels across a medium-sized area from which regions, larger areas, towns and the areas themselves are named.
  const NAMED_FROM = [0, 11, 14, 36];
  const SIGNS = { low: "▼", high: "▲" };

  let map, content, bounds, sheet, key, circles, points, forms, renew;
  let told = {};
  let fitted = 0;
  let labelOf = () => "";
  let asked = null;

  // A choice made while the scripts still load reaches the frame before there is a map, and would be lost.
  function hold(event) {
    if (event.data && event.data.type === "streamlit:render") asked = event.data;
  }
  window.addEventListener("message", hold);

  function askAgain() {
    window.removeEventListener("message", hold);
    const missed = asked;
    asked = null;
    if (missed) setTimeout(() => window.postMessage(missed, "*"));
  }

  function geometry(given) {
    content = given;
  }

  const still = () => ({ animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches });

  function words() {
    const index = sheet.under;
    const said = jsnaKey.element("span", "", jsnaKey.element("strong", "", content.names[index]));
    for (const part of [labelOf(index), told.rareWords[told.rareOf.get(index)]]) {
      if (part) said.append(document.createElement("br"), part);
    }
    return said;
  }

  // One layer holds all areas, so its tooltip changes while the mouse stays within it.
  function speak() {
    let said = -1;
    sheet.bindTooltip(words, { sticky: true, className: "jsna-words" });
    sheet.on("tooltipopen", () => { said = sheet.under; });
    sheet.on("mousemove", () => {
      if (sheet.under === said) return;
      said = sheet.under;
      sheet.getTooltip().update();
    });
  }

  function fit() {
    // The credit covers the map's lower edge and would hide the southernmost areas; the key is on the right.
    const size = map.getSize();
    const credit = 6 + map.attributionControl.getContainer().offsetHeight;
    const ways = [key.width() + 12, 6].map((right) => [right, map.getBoundsZoom(bounds, false, L.point(right + 6, credit + 6))]);
    const [right] = size.x > 640 && ways[1][1] - ways[0][1] <= 0.75 ? ways[0] : ways[1];
    map.setMinZoom(1);
    map.fitBounds(bounds, { animate: false, paddingTopLeft: [6, 6], paddingBottomRight: [right, credit] });
    fitted = map.getZoom();
    follow();
    map.setMinZoom(Math.max(fitted - 1, 1));
    map.setMaxBounds(map.getBounds().pad(0.5));
  }

  // Shows the whole place, or the picked area. A frame without a size cannot be fitted yet.
  function show() {
    const room = map.getSize();
    if (Math.min(room.x, room.y) <= SMALLEST) return;
    fit();
    if (told.selected >= 0) goTo(told.selected, { animate: false });
  }

  // Pixels across a medium-sized area.
  function grain() {
    const [south, west, north, east] = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
    const from = map.latLngToLayerPoint([north, west]);
    const to = map.latLngToLayerPoint([south, east]);
    return Math.sqrt(((to.x - from.x) * (to.y - from.y)) / 2 / content.codes.length);
  }

  // Outlines get wider as the areas get larger, so that they do not hide the colours of small areas.
  function follow() {
    sheet.weight = Math.min(grain() / 45, 1.3);
    if (told.circles) fillKey();
  }

  function drawButtons() {
    const buttons = [
      jsnaKey.button("Zoom in", "+", () => map.zoomIn()),
      jsnaKey.button("Zoom out", "−", () => map.zoomOut()),
      jsnaKey.button(`Whole of ${content.title}`, "⌂", fit),
    ];
    jsnaKey.control("topleft", jsnaKey.element("div", "jsna-buttons", ...buttons)).addTo(map);
  }

  function drawTiles([address, credit]) {
    if (!address) return;
    L.tileLayer(address, { maxZoom: map.options.maxZoom }).addTo(map);
    const text = document.createElement("span");
    text.textContent = credit;
    map.attributionControl.addAttribution(text.innerHTML);
    sheet.opacity = 0.8;
  }

  function draw(drawn, [south, west, north, east], tiles) {
    map = drawn;
    bounds = L.latLngBounds([south, west], [north, east]);
    map.setView(bounds.getCenter(), 6, { animate: false });
    map.attributionControl.setPrefix(false).addAttribution(CREDIT);
    sheet = jsnaSheet(content);
    drawTiles(tiles);
    forms = { ground: jsnaShapes.ground(content) };
    sheet.take(forms.ground);
    speak();
    // A click on a layer in a group names that layer; this is how the click reaches the page.
    L.featureGroup([sheet]).addTo(map);
    key = jsnaKey.key(map);
    drawButtons();
    circles = jsnaCircles.over(map, sheet, () => fitted);
    sheet.over = circles;
    points = jsnaPoints.over(map);
    map.on("zoomend", follow);
    renew = jsnaNames.over(map, candidates, signs);
    jsnaView.letThePageScroll(map);
    jsnaView.focusInPlace(map.getContainer());
    jsnaView.keepFitted(map, show);
    // A group: the frame is in a region of this name already, and a page has no two regions of one name.
    map.getContainer().setAttribute("role", "group");
  }

  function takeForm(name) {
    if (name === "tiles") forms.tiles ??= jsnaShapes.hexagons(content);
    sheet.take(forms[name]);
  }

  function fillKey() {
    const looks = new Map(told.looks.map((look) => [look[0], look]));
    const mark = (code) => circles.mark(code) || jsnaKey.swatch(looks.get(code));
    const lines = told.key.map(([code, said, baseline]) => jsnaKey.row(mark(code), said, baseline));
    const rare = Object.entries(told.rareWords).map(([end, said]) => jsnaKey.row(jsnaKey.sign(SIGNS[end]), said, ""));
    key.fill([...lines, ...circles.rows(), ...rare, ...points.rows()]);
  }

  function place(index) {
    return { at: sheet.pixel(sheet.form.points[index]), wide: sheet.width(index) };
  }

  function signs() {
    return [...told.rareOf].map(([index, end]) => ({ ...place(index), character: SIGNS[end] }));
  }

  function* named(kind, names) {
    for (const [words, latitude, longitude] of names) {
      yield { words, kind, at: map.latLngToLayerPoint([latitude, longitude]) };
    }
  }

  // Names in order of importance: regions or larger areas, towns, and at close zooms the areas themselves.
  function* candidates() {
    const across = grain();
    const [regions, districts, towns, areas] = NAMED_FROM.map((pixels) => across >= pixels);
    if (regions && !districts && content.regions) {
      yield* named("region", placed(content.regions, (parent) => content.regionOf[parent]));
    }
    if (districts && content.larger.length > 1) yield* named("larger", placed(content.larger, (parent) => parent));
    if (towns && told.form === "ground") yield* named("town", content.towns);
    if (!areas) return;
    for (let index = 0; index < content.names.length; index += 1) {
      const words = content.names[index].replace(/ \([^()]*\)$/, "");
      yield { words, kind: "area", ...place(index) };
    }
  }

  // Names of larger areas at their positions on the ground; with tiles, at the mean position of their tiles.
  function placed(names, parentOf) {
    if (told.form === "ground") return names;
    const sums = names.map(() => [0, 0, 0]);
    content.parents.forEach((parent, index) => {
      const sum = sums[parentOf(parent)];
      [...sheet.form.points[index], 1].forEach((part, axis) => { sum[axis] += part; });
    });
    return names.map(([words], at) => [words, ...sheet.latLng(sums[at][0] / sums[at][2], sums[at][1] / sums[at][2])]);
  }

  function goTo(index, how = still()) {
    const box = sheet.bounds(index);
    if (map.getBounds().contains(box) && place(index).wide > SEEN_WELL) return;
    map.fitBounds(box.pad(CONTEXT), { maxZoom: Math.max(CLOSEST, fitted), ...how });
  }

  function understood(fields) {
    const read = Object.fromEntries(fields);
    const rareOf = new Map();
    for (const [end, steps] of read.rare) {
      let index = 0;
      for (const step of steps) rareOf.set((index += step), end);
    }
    const form = read.shapes === "tiles" && content.tiles ? "tiles" : "ground";
    const rareWords = Object.fromEntries(read.rareWords);
    return { ...read, form, rareOf, rareWords, circles: read.circles && Object.fromEntries(read.circles) };
  }

  function paint(fields) {
    window.feature_group = [];
    const before = told;
    told = understood(fields);
    labelOf = jsnaWords.unpacked(told.sentences, told.width, told.digits);
    circles.take(told.circles);
    points.take(told.marks);
    sheet.picked = told.selected;
    sheet.paint(told.classes, told.looks);
    if (told.form !== (before.form ?? "ground")) takeForm(told.form);
    fillKey();
    if (!before.form) show();
    sheet.redraw();
    if (before.form && told.selected >= 0 && told.selected !== before.selected) goTo(told.selected);
    renew();
    sheet.say(told.alt);
    map.getContainer().setAttribute("aria-label", told.name);
    askAgain();
  }

  return { geometry, draw, paint };
})();
