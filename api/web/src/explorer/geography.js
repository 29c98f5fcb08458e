/**
 * The outlines of the provinces, and where on their sheet a point lies.
 *
 * They come keyed by ISO 3166-2 (`TH-10`), in the projection of Miller; one nameless area of islets is without a code.
 */

import sheet from '@react-jvectormap/thailand/thMill.json';

const { paths, insets, width, height } = sheet.content;
const [low, high] = insets[0].bbox;
const RADIUS = 6381372;
const RADIANS = Math.PI / 180;

export const SHEET = { width, height };

/** The outlines in the order of their codes: `[code, path]`. */
export const PROVINCES = Object.entries(paths)
  .filter(([code]) => /^TH-\d\d$/.test(code))
  .map(([code, { path }]) => [code, path])
  .sort();

/** What belongs to no province by code. */
export const ISLETS = paths['TH-'].path;

/** Where a point lies on the sheet. */
export function placeOf({ longitude, latitude }) {
  const x = RADIUS * longitude * RADIANS;
  const y = (-RADIUS * Math.log(Math.tan((45 + 0.4 * latitude) * RADIANS))) / 0.8;
  return [((x - low.x) / (high.x - low.x)) * width, ((y - low.y) / (high.y - low.y)) * height];
}

/** The box around some outlines: `{ x, y, width, height }`; the paths move absolutely first, then by steps. */
export function boxOf(codes) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const code of codes) {
    let [x, y] = [0, 0];
    for (const [, command, dx, dy] of paths[code].path.matchAll(/([Ml])(-?[\d.]+),(-?[\d.]+)/g)) {
      [x, y] = command === 'M' ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
}
