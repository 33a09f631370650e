// All areas of a place as one layer of the map: it draws them class by class and finds the area under the mouse.
// Leaflet's usual way, a layer for each area, takes half a second for the seven thousand wards of England.
"use strict";

window.jsnaSheet = (() => {
  const INK = "#0b0c0c";
  const PAPER = "#ffffff";
  const EDGE = "#505a5f";
  const NOWHERE = -1;
  const DASHES = [3, 3];
  // The outlines of the picked area: colour, and width in pixels.
  const AROUND = [[PAPER, 6], [INK, 3]];

  // Tests points against paths in their own units; draws nothing.
  const probe = document.createElement("canvas").getContext("2d");

  function together(paths, matrix) {
    const all = new Path2D();
    paths.forEach((path) => all.addPath(path, matrix));
    return all;
  }

  function stroke(pen, path, color, weight, dashes = []) {
    pen.setLineDash(dashes);
    pen.strokeStyle = color;
    pen.lineWidth = weight;
    pen.stroke(path);
  }

  const Sheet = L.Path.extend({
    // What is drawn: the form of the areas, the class of each, how classes look, and what lies over the areas.
    initialize({ zoom, corner, codes }) {
      Object.assign(this, { zoom, corner: L.point(corner), codes });
      Object.assign(this, { form: null, classes: "", looks: [], over: null, picked: NOWHERE, under: NOWHERE });
      Object.assign(this, { weight: 1, opacity: 1 });
    },

    // Leaflet would project and clip each shape here; our paths work unchanged at every zoom.
    _project() {},
    _update() {},

    // What a click sends to the server: the area and when, instead of the whole shape.
    toGeoJSON() {
      return { code: this.codes[this.under], clicked: Date.now() };
    },

    // The map's pixels for each unit, in its present view.
    scale() {
      return this._map.getZoomScale(this._map.getZoom(), this.zoom);
    },

    pixel([x, y]) {
      return this.corner.add([x, y]).multiplyBy(this.scale()).subtract(this._map.getPixelOrigin());
    },

    width(index) {
      const [left, , right] = this.form.boxes[index];
      return (right - left) * this.scale();
    },

    latLng(x, y) {
      const { lat, lng } = this._map.unproject(this.corner.add([x, y]), this.zoom);
      return [lat, lng];
    },

    bounds(index) {
      const [left, top, right, bottom] = this.form.boxes[index];
      return L.latLngBounds(this.latLng(left, top), this.latLng(right, bottom));
    },

    take(form) {
      this.form = form;
      this.sort();
    },

    paint(classes, looks) {
      Object.assign(this, { classes, looks });
      this.sort();
    },

    // Joins the paths of each class, so that painting fills only a few paths.
    sort() {
      const held = new Map(this.looks.map(([code]) => [code, []]));
      this.form.paths.forEach((path, index) => held.get(this.classes[index])?.push(path));
      this.parts = this.looks.map(([code, colour, pattern]) => ({
        path: together(held.get(code)), colour: jsnaKey.fill(colour, pattern), dashes: pattern === "dashed" ? DASHES : [],
      }));
    },

    redraw() {
      this._renderer._redraw();
      return this;
    },

    say(alt) {
      this._renderer._container.setAttribute("role", "img");
      this._renderer._container.setAttribute("aria-label", alt);
    },

    _updatePath() {
      if (!this.form) return;
      const pen = this._renderer._ctx;
      const from = this.pixel([0, 0]);
      const scale = this.scale();
      const matrix = new DOMMatrix([scale, 0, 0, scale, from.x, from.y]);
      const placed = (path) => together([path], matrix);
      pen.lineJoin = pen.lineCap = "round";
      const parts = this.parts.map(({ path, ...look }) => ({ ...look, path: placed(path) }));
      pen.globalAlpha = this.opacity;
      for (const { path, colour } of parts) {
        pen.fillStyle = colour;
        pen.fill(path, "evenodd");
      }
      pen.globalAlpha = 1;
      for (const { path, dashes } of parts) stroke(pen, path, EDGE, this.weight, dashes);
      pen.globalAlpha = 0.8;
      stroke(pen, placed(this.form.borders), INK, Math.min(0.2 + this.weight * 1.6, 2.4));
      pen.globalAlpha = 1;
      this.over?.draw(pen);
      if (this.picked === NOWHERE) return;
      const picked = placed(this.form.paths[this.picked]);
      AROUND.forEach((look) => stroke(pen, picked, ...look));
    },

    // Leaflet calls this at each position of the mouse; the result is kept for the click and the tooltip.
    _containsPoint(point) {
      this.under = this.at(point);
      return this.under !== NOWHERE;
    },

    at(point) {
      const circle = this.over?.at(point);
      if (circle !== undefined) return circle;
      const { x, y } = point.subtract(this.pixel([0, 0])).divideBy(this.scale());
      const { boxes, paths } = this.form;
      return boxes.findIndex(([left, top, right, bottom], index) => (
        x >= left && x <= right && y >= top && y <= bottom && probe.isPointInPath(paths[index], x, y, "evenodd")
      ));
    },
  });

  return (content) => new Sheet(content);
})();
