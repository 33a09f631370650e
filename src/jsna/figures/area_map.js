// Draws a place's areas once, and paints them again whenever the figures change. Every word from the data becomes a text
// node; nothing here builds HTML.
"use strict";

window.jsnaAreas = (() => {
  const INK = "#0b0c0c";
  const PAPER = "#ffffff";
  const QUIET = "#505a5f";
  // The digits of packed numbers; jsna.figures.packing has the same.
  const DIGITS = "!#%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|~";
  const BORDER = { color: QUIET, fill: true, fillOpacity: 1 };
  // Weights of the areas' borders and of the larger areas': from afar, borders must not hide the colours.
  const NEAR = [0.7, 1.6];
  const FAR = [0.2, 0.6];
  const FAR_BELOW = 7.5;
  // Pixels; less than the padding of a fitted view leaves nothing to fit it to.
  const SMALLEST = 12;

  let map, content, layers, borders, outline, canvas, weights;
  let labelOf = () => "";
  let asked = null;

  // A choice made while the scripts still load reaches the frame before there is a map, and would be lost.
  window.addEventListener("message", (event) => {
    if (event.data && event.data.type === "streamlit:render") asked = event.data;
  });

  function geometry(given) {
    content = given;
  }

  function points(steps) {
    const scale = content[0];
    const line = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      line.push([y / scale, x / scale]);
    }
    return line;
  }

  function area(polygons, index) {
    const layer = L.polygon(polygons.map((rings) => rings.map(points)), { ...BORDER, fillColor: PAPER });
    layer.index = index;
    // What a click sends to the server: the code and when, instead of the whole shape.
    layer.toGeoJSON = () => ({ code: content[1][index], clicked: Date.now() });
    return layer;
  }

  function words(layer) {
    const said = document.createElement("span");
    const name = document.createElement("strong");
    name.textContent = content[2][layer.index];
    said.append(name, document.createElement("br"), labelOf(layer.index));
    return said;
  }

  function fit(south, west, north, east) {
    // The credit stands over the map's lower edge, and would hide what lies furthest south.
    const credit = map.attributionControl.getContainer().offsetHeight;
    const room = { paddingTopLeft: [6, 6], paddingBottomRight: [6, 6 + credit] };
    map.fitBounds([[south, west], [north, east]], { animate: false, ...room });
    map.setMinZoom(Math.max(map.getZoom() - 1, 1));
    map.setMaxBounds(map.getBounds().pad(0.5));
  }

  function weigh() {
    const wanted = map.getZoom() < FAR_BELOW ? FAR : NEAR;
    if (weights === wanted) return;
    weights = wanted;
    layers.forEach((layer) => layer.setStyle({ weight: weights[0] }));
    borders.setStyle({ weight: weights[1] });
  }

  // A wheel or a finger that only passes over the map moves the page: the wheel zooms once the map was clicked, and on a
  // phone it takes two fingers.
  function letThePageScroll() {
    map.scrollWheelZoom.disable();
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    if (L.Browser.mobile) map.dragging.disable();
  }

  function draw(drawn, south, west, north, east) {
    map = drawn;
    map.attributionControl.setPrefix(false).addAttribution("Contains OS data © Crown copyright and database right");
    // A frame that the page has not given its size yet cannot be fitted to anything.
    const room = map.getSize();
    if (Math.min(room.x, room.y) > SMALLEST) fit(south, west, north, east);
    else map.once("resize", () => fit(south, west, north, east));
    layers = content[3].map(area);
    L.featureGroup(layers).bindTooltip(words, { sticky: true, className: "jsna-words" }).addTo(map);
    borders = L.polyline(content[4].map(points), { color: INK, opacity: 0.8, interactive: false }).addTo(map);
    weigh();
    map.on("zoomend", weigh);
    letThePageScroll();
    canvas = map.getPane("overlayPane").querySelector("canvas");
    map.getContainer().setAttribute("role", "region");
    canvas.setAttribute("role", "img");
  }

  function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function tile(colour, pattern) {
    if (!["dots", "cross", "hatch"].includes(pattern)) return colour;
    const square = document.createElement("canvas");
    square.width = square.height = 6;
    const pen = square.getContext("2d");
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 6, 6);
    pen.fillStyle = pen.strokeStyle = QUIET;
    if (pattern === "hatch") {
      // On the darkest colours a dark line is lost, and on the palest a light one.
      pen.strokeStyle = luminance(colour) > 0.2 ? INK : PAPER;
      pen.globalAlpha = 0.55;
      for (const shift of [-6, 0, 6]) {
        pen.moveTo(shift, 6);
        pen.lineTo(shift + 6, 0);
      }
      pen.stroke();
    } else if (pattern === "dots") {
      pen.fillRect(2, 2, 2, 2);
    } else {
      for (const [from, to] of [[0, 6], [6, 0]]) {
        pen.moveTo(0, from);
        pen.lineTo(6, to);
      }
      pen.stroke();
    }
    return pen.createPattern(square, "repeat");
  }

  // One line of words per area: which sentence it is, and the numbers that stand in its gaps.
  function unpacked(sentences, widths, packed) {
    const number = (from, width) => {
      let value = 0;
      for (let i = from; i < from + width; i += 1) value = value * DIGITS.length + DIGITS.indexOf(packed[i]);
      return value;
    };
    const starts = [];
    for (let at = 0; at < packed.length; ) {
      starts.push(at);
      const gaps = sentences[number(at, widths[0])].length >> 1;
      for (let gap = 0; gap <= gaps; gap += 1) at += widths[gap];
    }
    return (index) => {
      let at = starts[index];
      const pieces = sentences[number(at, widths[0])];
      let said = pieces[0];
      at += widths[0];
      for (let gap = 1; 2 * gap <= pieces.length; gap += 1) {
        const [decimals, commas] = pieces[2 * gap - 1];
        said += written(number(at, widths[gap]), decimals, commas) + pieces[2 * gap];
        at += widths[gap];
      }
      return said;
    };
  }

  function written(value, decimals, commas) {
    const digits = String(value).padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals);
    const grouped = commas ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
    return decimals ? `${grouped}.${digits.slice(-decimals)}` : grouped;
  }

  function pickOut(index) {
    if (outline) outline.remove();
    outline = null;
    if (index < 0) return;
    const shape = layers[index].getLatLngs();
    const around = (color, weight) => L.polygon(shape, { color, weight, opacity: 1, fill: false, interactive: false });
    outline = L.layerGroup([around(PAPER, 6), around(INK, 3)]).addTo(map);
    const bounds = layers[index].getBounds();
    if (!map.getBounds().intersects(bounds)) map.panTo(bounds.getCenter(), { animate: false });
  }

  function paint([classes, looks, sentences, widths, packed, selected, alt, name]) {
    window.feature_group = [];
    const styles = {};
    for (const [code, colour, pattern] of looks) {
      styles[code] = { fillColor: tile(colour, pattern), dashArray: pattern === "dashed" ? "3 3" : null };
    }
    layers.forEach((layer, index) => layer.setStyle(styles[classes[index]]));
    labelOf = unpacked(sentences, widths, packed);
    pickOut(selected);
    canvas.setAttribute("aria-label", alt);
    map.getContainer().setAttribute("aria-label", name);
    if (asked) setTimeout(() => window.postMessage(asked, "*"));
    asked = null;
  }

  return { geometry, draw, paint, unpacked };
})();
