// The controls over the map: the buttons, and the key with a swatch, words and the baseline's figure on each line.
"use strict";

window.jsnaKey = (() => {
  const INK = "#0b0c0c";
  const QUIET = "#505a5f";
  const SQUARE = 6;

  function element(kind, kindOf, ...children) {
    const made = document.createElement(kind);
    made.className = kindOf;
    made.append(...children);
    return made;
  }

  function lines(pen, pairs) {
    pen.beginPath();
    for (const [x, y, toX, toY] of pairs) {
      pen.moveTo(x, y);
      pen.lineTo(toX, toY);
    }
    pen.stroke();
  }

  // One square of a state's pattern; the map and the key both repeat it.
  function square(colour, pattern) {
    const drawn = document.createElement("canvas");
    drawn.width = drawn.height = SQUARE;
    const pen = drawn.getContext("2d");
    pen.fillStyle = colour;
    pen.fillRect(0, 0, SQUARE, SQUARE);
    pen.fillStyle = pen.strokeStyle = QUIET;
    if (pattern === "dots") pen.fillRect(2, 2, 2, 2);
    if (pattern === "cross") lines(pen, [[0, 0, SQUARE, SQUARE], [0, SQUARE, SQUARE, 0]]);
    if (pattern === "hatch") lines(pen, [-SQUARE, 0, SQUARE].map((shift) => [shift, SQUARE, shift + SQUARE, 0]));
    return drawn;
  }

  const isPlain = (pattern) => !["dots", "cross", "hatch"].includes(pattern);

  // The fill of an area: a colour, or a pattern.
  function fill(colour, pattern) {
    if (isPlain(pattern)) return colour;
    const drawn = square(colour, pattern);
    return drawn.getContext("2d").createPattern(drawn, "repeat");
  }

  function swatch([, colour, pattern]) {
    const drawn = element("span", "jsna-swatch");
    drawn.setAttribute("aria-hidden", "true");
    drawn.style.backgroundColor = colour;
    if (!isPlain(pattern)) drawn.style.backgroundImage = `url(${square(colour, pattern).toDataURL()})`;
    if (pattern === "dashed") drawn.style.borderStyle = "dashed";
    return drawn;
  }

  function disc(radius, { color, fillColor, fillOpacity, weight }) {
    const drawn = element("span", "jsna-disc");
    drawn.setAttribute("aria-hidden", "true");
    drawn.style.width = drawn.style.height = `${2 * radius}px`;
    drawn.style.border = `${weight}px solid ${color}`;
    if (fillOpacity === 1) drawn.style.backgroundColor = fillColor;
    return drawn;
  }

  function sign(character) {
    const drawn = element("span", "jsna-key-sign", character);
    drawn.setAttribute("aria-hidden", "true");
    return drawn;
  }

  function row(mark, words, baseline) {
    const made = element("li", "", mark, element("span", "", words));
    if (baseline) made.append(" ", element("strong", "jsna-baseline", baseline));
    return made;
  }

  function button(words, character, act) {
    const made = element("button", "jsna-button");
    made.type = "button";
    made.title = words;
    made.setAttribute("aria-label", words);
    made.append(character);
    made.addEventListener("click", act);
    return made;
  }

  function control(position, content) {
    const Control = L.Control.extend({
      onAdd() {
        L.DomEvent.disableClickPropagation(content);
        L.DomEvent.disableScrollPropagation(content);
        return content;
      },
    });
    return new Control({ position });
  }

  // The key can be collapsed, and starts collapsed if it would hide the map.
  function key(map) {
    const list = element("ul", "jsna-lines");
    const summary = element("summary", "", "Key");
    const folding = element("details", "jsna-key", summary, list);
    folding.open = map.getSize().x > 560;
    control("topright", folding).addTo(map);
    return {
      fill(rows) {
        list.replaceChildren(...rows);
        folding.hidden = rows.length === 0;
      },
      width: () => folding.offsetWidth,
    };
  }

  return { fill, swatch, disc, sign, row, button, control, key, element };
})();
