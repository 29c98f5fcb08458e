// The outlines of the provinces come in steps of a hundredth of a unit, on a sheet 900 wide: a tenth is all that anyone
// can see, and makes the page a quarter lighter.

const SHEET = /thailand\/thMill\.json$/;
const PER_UNIT = 10;

/** A path in coarser steps; what is left over of one step is carried to the next, so that neighbours still meet. */
export function coarser(path) {
  let [x, y, shownX, shownY] = [0, 0, 0, 0];
  return path.replace(/([Ml])(-?[\d.]+),(-?[\d.]+)/g, (_, command, first, second) => {
    [x, y] = command === 'M' ? [Number(first), Number(second)] : [x + Number(first), y + Number(second)];
    const [toX, toY] = [Math.round(x * PER_UNIT), Math.round(y * PER_UNIT)];
    const [stepX, stepY] = command === 'M' ? [toX, toY] : [toX - shownX, toY - shownY];
    [shownX, shownY] = [toX, toY];
    return command === 'l' && !stepX && !stepY ? '' : `${command}${stepX / PER_UNIT},${stepY / PER_UNIT}`;
  });
}

/** A plugin of Vite. */
export const outlines = {
  name: 'outlines',
  enforce: 'pre',
  transform(text, id) {
    if (!SHEET.test(id)) return null;
    const sheet = JSON.parse(text);
    for (const area of Object.values(sheet.content.paths)) area.path = coarser(area.path);
    return JSON.stringify(sheet);
  },
};
