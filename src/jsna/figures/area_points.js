// Points over the areas, such as addresses: each says its name under the mouse. Words become text, never HTML.
"use strict";

window.jsnaPoints = (() => {
  const LOOK = { radius: 6, color: "#ffffff", weight: 2, fillColor: "#0b0c0c", fillOpacity: 1 };
  const PANE = "markerPane";

  function over(map) {
    const renderer = L.svg({ pane: PANE });
    const group = L.layerGroup().addTo(map);

    function take(points) {
      group.clearLayers();
      for (const [latitude, longitude, words] of points) {
        const said = document.createElement("span");
        said.textContent = words;
        L.circleMarker([latitude, longitude], { ...LOOK, renderer, pane: PANE })
          .bindTooltip(said, { className: "jsna-words" })
          .addTo(group);
      }
    }

    return { take };
  }

  return { over };
})();
