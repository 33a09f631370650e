// Circles at the areas' centres, for numbers of people: filled for more, hollow for fewer.
"use strict";

window.jsnaCircles = (() => {
  const PAPER = "#ffffff";
  const INK = "#0b0c0c";
  // All circles together cover this share of the map; the largest has a radius in this range.
  const SHARE = 0.1;
  const RADII = [7, 34];
  const GROWTH = 1.35;
  // The sizes that the key shows: these shares of the largest, rounded.
  const SIZES = [1, 0.1];

  function style(level, [fillColor, more, fewer]) {
    const filled = { color: more, fillColor, fillOpacity: 1, weight: 1 };
    return level > 0 ? filled : { color: fewer, fillColor: PAPER, fillOpacity: 0.35, weight: 2 };
  }

  function disc(pen, { x, y }, radius, { color, fillColor, fillOpacity, weight }) {
    pen.beginPath();
    pen.arc(x, y, Math.max(radius, 1), 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: fillColor, strokeStyle: color, lineWidth: weight, globalAlpha: fillOpacity });
    pen.fill();
    pen.globalAlpha = 1;
    pen.stroke();
  }

  function rounded(number) {
    const ten = 10 ** Math.floor(Math.log10(number));
    return Math.max(1, [5, 2, 1].find((step) => step * ten <= number) * ten);
  }

  // `sheet` gives the areas' positions, `whole` returns the zoom that shows the whole place.
  function over(map, sheet, whole) {
    let told = null;
    let circles = [];

    // The largest circle's radius: it depends on how much there is to draw, and grows as the reader zooms in.
    function most() {
      const { x, y } = map.getSize();
      const shares = circles.reduce((sum, { level }) => sum + (level / told.steps) ** 2, 0);
      const fair = Math.sqrt((SHARE * x * y) / Math.PI / Math.max(shares, 1));
      return Math.min(Math.max(fair, RADII[0]), RADII[1]) * GROWTH ** (map.getZoom() - whole());
    }

    // The largest come first, so that no circle hides another.
    function take(given) {
      circles = [];
      told = given;
      if (!told) return;
      const levels = jsnaWords.numbers(told.packed, 2, -told.steps);
      circles = levels.map((level, index) => ({ level, index })).filter(({ level }) => level !== 0);
      circles.sort((one, other) => Math.abs(other.level) - Math.abs(one.level));
    }

    // The circles in the map's present view, in drawing order.
    function placed() {
      if (circles.length === 0) return [];
      const radius = most() / told.steps;
      return circles.map(({ index, level }) => ({
        index, level, at: sheet.pixel(sheet.form.points[index]), radius: radius * Math.abs(level),
      }));
    }

    function draw(pen) {
      pen.setLineDash([]);
      for (const { at, radius, level } of placed()) disc(pen, at, radius, style(level, told.colours));
    }

    // The area whose circle is on top at a point, or undefined.
    function at(point) {
      return placed().findLast(({ at: middle, radius }) => middle.distanceTo(point) <= radius + 1)?.index;
    }

    // Lines of the key: what sizes mean at this zoom.
    function rows() {
      if (circles.length === 0) return [];
      const radius = most();
      const shown = [...new Set(SIZES.map((share) => rounded(told.largest * share)))];
      const plain = { color: INK, fillOpacity: 0, weight: 1 };
      const mark = (number) => jsnaKey.disc(radius * Math.sqrt(number / told.largest), plain);
      return shown.map((number) => jsnaKey.row(mark(number), number.toLocaleString("en-GB"), ""));
    }

    // The key's mark for a class that circles show, or null.
    function mark(code) {
      return told && "0134".includes(code) ? jsnaKey.disc(7, style(code > "2" ? 1 : -1, told.colours)) : null;
    }

    return { take, placed, draw, at, rows, mark };
  }

  return { over };
})();
