// Marks over the areas, such as addresses: each list has a shape of its own, and each mark says its name under the
// mouse. Words become text, never HTML.
"use strict";

window.jsnaPoints = (() => {
  // Pixels: marks are smaller while much of the country is in view.
  const RADII = [4, 6];
  const LOOK = { radius: RADII[1], color: "#ffffff", weight: 2, fillColor: "#0b0c0c", fillOpacity: 1 };
  const PANE = "markerPane";
  // Corners in shares of the radius. A circle has none.
  const CORNERS = {
    square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
    house: [[0, -1.4], [1.2, -0.3], [0.8, -0.3], [0.8, 1], [-0.8, 1], [-0.8, -0.3], [-1.2, -0.3]],
    cross: [
      [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4],
      [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4],
    ],
  };

  // The outline of a shape as the path of an SVG.
  function outline(form, { x, y }, radius) {
    const corners = CORNERS[form];
    if (!corners) return `M${x - radius},${y}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0z`;
    return `M${corners.map(([right, down]) => `${x + right * radius},${y + down * radius}`).join("L")}z`;
  }

  const Mark = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._setPath(this, outline(this.options.form, this._point, this._radius));
    },
  });

  // A mark for the key.
  function sign(form) {
    const [picture, path] = ["svg", "path"].map((kind) => document.createElementNS("http://www.w3.org/2000/svg", kind));
    picture.setAttribute("class", "jsna-mark");
    picture.setAttribute("viewBox", "-12 -8 24 16");
    picture.setAttribute("aria-hidden", "true");
    path.setAttribute("d", outline(form, { x: 0, y: 0 }, LOOK.radius));
    picture.append(path);
    return picture;
  }

  function over(map) {
    const renderer = L.svg({ pane: PANE });
    const group = L.layerGroup().addTo(map);
    let layers = [];

    const radius = () => Math.min(Math.max(map.getZoom() - 4.5, RADII[0]), RADII[1]);
    map.on("zoomend", () => {
      group.eachLayer((mark) => mark.setRadius(radius()));
    });

    function take(given) {
      group.clearLayers();
      layers = given;
      for (const [form, , points] of layers) {
        for (const [latitude, longitude, words] of points) {
          const said = document.createElement("span");
          said.textContent = words;
          new Mark([latitude, longitude], { ...LOOK, radius: radius(), form, renderer, pane: PANE })
            .bindTooltip(said, { className: "jsna-words" })
            .addTo(group);
        }
      }
    }

    // Lines of the key: what each shape stands for.
    const rows = () => layers.map(([form, words]) => jsnaKey.row(sign(form), words, ""));

    return { take, rows };
  }

  return { over };
})();
