// The areas' shapes: on the ground, or as hexagons of one size that keep neighbours close. All in the geometry's own
// units: pixels at its zoom, from the place's corner.
"use strict";

window.jsnaShapes = (() => {
  const MARKS = 6;
  const FLAT = Math.sqrt(3) / 2;
  // From the middle of a hexagon of width 1 to its corners, clockwise from the top.
  const CORNERS = [[0, -1], [1, -0.5], [1, 0.5], [0, 1], [-1, 0.5], [-1, -0.5]].map(([x, y]) => [x / 2, y / Math.sqrt(3)]);
  // Columns and rows to the neighbour across each side, clockwise from the upper right; odd rows are half a tile right.
  const ACROSS = [
    [[0, -1], [1, 0], [0, 1], [-1, 1], [-1, 0], [-1, -1]],
    [[1, -1], [1, 0], [1, 1], [0, 1], [-1, 0], [0, -1]],
  ];

  // A form of the areas: their paths, a point within each, the box around each (left, top, right, bottom), the borders.
  function ground({ shapes, marks, borders }) {
    const points = [];
    const boxes = [];
    for (let at = 0; at < marks.length; at += MARKS) {
      const [x, y, left, up, right, down] = marks.slice(at, at + MARKS);
      points.push([x, y]);
      boxes.push([x - left, y - up, x + right, y + down]);
    }
    return { paths: shapes.map((told) => new Path2D(told)), points, boxes, borders: new Path2D(borders) };
  }

  // The hexagons fill the same extent as the place, so that one view suits both.
  function layout({ tiles, size: [width, height] }) {
    const rows = 1 + Math.max(...tiles.map(([, row]) => row));
    const columns = 1.5 + Math.max(...tiles.map(([column]) => column));
    const side = Math.min(width / columns, height / (rows * FLAT + 0.3));
    const left = (width - side * columns) / 2;
    const top = (height - side * (rows * FLAT + 0.3)) / 2;
    const points = tiles.map(([column, row]) => [
      left + side * (column + 0.5 + (row % 2) / 2), top + side * (row * FLAT + 1 / Math.sqrt(3)),
    ]);
    return { side, points };
  }

  // The edges of the place, and the edges between tiles of different larger areas.
  function edges({ tiles, parents }, corner) {
    const holder = new Map(tiles.map((tile, index) => [tile.join(), index]));
    const drawn = new Path2D();
    tiles.forEach(([column, row], index) => {
      ACROSS[row % 2].forEach(([right, down], side) => {
        const other = holder.get([column + right, row + down].join());
        if (other !== undefined && (index > other || parents[index] === parents[other])) return;
        drawn.moveTo(...corner(index, side));
        drawn.lineTo(...corner(index, side + 1));
      });
    });
    return drawn;
  }

  function hexagons(content) {
    const { side, points } = layout(content);
    const corner = (index, at) => points[index].map((middle, axis) => middle + CORNERS[at % 6][axis] * side);
    const paths = points.map((_, index) => {
      const path = new Path2D();
      CORNERS.forEach((__, at) => path.lineTo(...corner(index, at)));
      path.closePath();
      return path;
    });
    const high = side / Math.sqrt(3);
    const boxes = points.map(([x, y]) => [x - side / 2, y - high, x + side / 2, y + high]);
    return { paths, points, boxes, borders: edges(content, corner) };
  }

  return { ground, hexagons };
})();
