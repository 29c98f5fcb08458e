/** One tab stop for many marks: arrow keys go to the nearest mark in their direction, Home and End to the ends. */

const DIRECTIONS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** How far a mark is in a direction: what lies aside counts more; nothing where it lies behind. */
function distance([x, y], [dx, dy]) {
  const ahead = x * dx + y * dy;
  const aside = Math.abs(x * dy) + Math.abs(y * dx);
  return ahead > 0.5 && ahead >= aside / 2 ? ahead + 2 * aside : Infinity;
}

function nearest(marks, from, direction) {
  const [best] = marks
    .filter((mark) => mark !== from)
    .map((mark) => [distance([mark.x - from.x, mark.y - from.y], direction), mark])
    .sort(([one], [other]) => one - other);
  return best && best[0] < Infinity ? best[1] : from;
}

/** Make marks `{ element, x, y }` of one picture reachable by keyboard. */
export function rove(picture, marks) {
  if (!marks.length) return;
  for (const { element } of marks) element.setAttribute('tabindex', '-1');
  const stop = (mark) => {
    picture.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    mark.element.setAttribute('tabindex', '0');
  };
  stop(marks[0]);
  picture.addEventListener('focusin', ({ target }) => {
    const mark = marks.find(({ element }) => element === target);
    if (mark) stop(mark);
  });
  picture.addEventListener('keydown', (event) => {
    const from = marks.find(({ element }) => element === event.target);
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const ends = { Home: marks[0], End: marks.at(-1) };
    const to = DIRECTIONS[event.key] ? nearest(marks, from, DIRECTIONS[event.key]) : ends[event.key];
    if (!to) return;
    event.preventDefault();
    to.element.focus();
  });
}
