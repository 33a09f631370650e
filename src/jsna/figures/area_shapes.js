// Where the areas lie: on the ground, or as hexagons of one size that keep neighbours near.
"use strict";

window.jsnaShapes = (() => {
  // The zoom at which hexagons are laid out; any would do.
  const LAYOUT_ZOOM = 10;
  const FLAT = Math.sqrt(3) / 2;
  // From the middle of a hexagon of width 1 to its corners, clockwise from the top.
  const CORNERS = [[0, -1], [1, -0.5], [1, 0.5], [0, 1], [-1, 0.5], [-1, -0.5]].map(([x, y]) => [x / 2, y / Math.sqrt(3)]);
  // Columns and rows to the neighbour across each side, clockwise from the upper right; odd rows stand half a tile right.
  const ACROSS = [
    [[0, -1], [1, 0], [0, 1], [-1, 1], [-1, 0], [-1, -1]],
    [[1, -1], [1, 0], [1, 1], [0, 1], [-1, 0], [0, -1]],
  ];

  function line(steps, scale) {
    const points = [];
    let x = 0;
    let y = 0;
    for (let at = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      points.push([y / scale, x / scale]);
    }
    return points;
  }

  function ground({ shapes, borders, scale }) {
    return {
      areas: shapes.map((polygons) => polygons.map((rings) => rings.map((steps) => line(steps, scale)))),
      borders: borders.map((steps) => line(steps, scale)),
      centres: [],
    };
  }

  // The hexagons fill the ground that the place takes, so that the reader's view serves both.
  function layout(map, tiles, [south, west, north, east]) {
    const high = map.project([north, west], LAYOUT_ZOOM);
    const low = map.project([south, east], LAYOUT_ZOOM);
    const rows = 1 + Math.max(...tiles.map(([, row]) => row));
    const columns = 1.5 + Math.max(...tiles.map(([column]) => column));
    const size = Math.min((low.x - high.x) / columns, (low.y - high.y) / (rows * FLAT + 0.3));
    const left = (low.x + high.x - size * columns) / 2;
    const top = (low.y + high.y - size * (rows * FLAT + 0.3)) / 2;
    const centres = tiles.map(([column, row]) => [
      left + size * (column + 0.5 + (row % 2) / 2), top + size * (row * FLAT + 1 / Math.sqrt(3)),
    ]);
    return (index, corner) => {
      const [x, y] = CORNERS[corner % 6];
      const { lat, lng } = map.unproject([centres[index][0] + x * size, centres[index][1] + y * size], LAYOUT_ZOOM);
      return [lat, lng];
    };
  }

  function hexagons(map, { tiles, parents }, bounds) {
    const at = layout(map, tiles, bounds);
    const holder = new Map(tiles.map((tile, index) => [tile.join(), index]));
    const borders = [];
    const areas = tiles.map(([column, row], index) => {
      ACROSS[row % 2].forEach(([right, down], side) => {
        const other = holder.get([column + right, row + down].join());
        const once = other === undefined || (index < other && parents[index] !== parents[other]);
        if (once) borders.push([at(index, side), at(index, side + 1)]);
      });
      return [[CORNERS.map((_, corner) => at(index, corner))]];
    });
    return { areas, borders, centres: [] };
  }

  const average = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

  function extent(ring) {
    const [north, east] = [0, 1].map((axis) => ring.map((point) => point[axis]));
    return (Math.max(...north) - Math.min(...north)) * (Math.max(...east) - Math.min(...east));
  }

  // Where an area can be marked: within its largest part, in the middle of the widest stretch at its own latitude.
  function middle(polygons) {
    const ring = polygons.map(([outer]) => outer).reduce((most, next) => (extent(next) > extent(most) ? next : most));
    const at = average(ring.map(([latitude]) => latitude)) + 1e-7;
    const crossings = [];
    ring.forEach(([latitude, longitude], index) => {
      const [onward, beyond] = ring[(index + 1) % ring.length];
      if (latitude > at === onward > at) return;
      crossings.push(longitude + ((at - latitude) / (onward - latitude)) * (beyond - longitude));
    });
    crossings.sort((one, other) => one - other);
    let best = 0;
    for (let from = 0; from + 1 < crossings.length; from += 2) {
      if (crossings[from + 1] - crossings[from] > crossings[best + 1] - crossings[best]) best = from;
    }
    return [at, (crossings[best] + crossings[best + 1]) / 2];
  }

  return { ground, hexagons, middle };
})();
