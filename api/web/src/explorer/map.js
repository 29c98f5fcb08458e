/** The map: how many cities each province has; of one province or few cities, each city by itself. */

import { forceCollide, forceSimulation, forceX, forceY } from 'd3-force';

import { pageOf } from './address.js';
import { svg } from './element.js';
import { ISLETS, PROVINCES, SHEET, boxOf, placeOf } from './geography.js';
import { rove } from './roving.js';
import { addressOf, changed } from './state.js';
import { linesOf, widthOf } from './text.js';

const TALLEST = 720;
const STEPS = [1, 2, 4];
const LABEL = 14;
const LABELLED = 240;
const APART = 44;
const LEGEND = 28;

/** Which step of colour a number of cities has: 0 is none. */
function stepOf(count) {
  return STEPS.filter((step) => count >= step).length;
}

function labelOf(province, words) {
  return `${words.name(province.name).text}: ${words.cities(province.cities.totalCount)}`;
}

/** What part of the sheet is shown, at which scale: everything, or what is chosen with some room around it. */
function frameOf(provinces, state, width) {
  const codes = provinces.map(({ code }) => code).filter((code) => PROVINCES.some(([known]) => known === code));
  const chosen = (state.province || state.region) && codes.length;
  const box = chosen ? boxOf(codes) : { x: 0, y: 0, ...SHEET };
  const room = chosen ? Math.max(box.width, box.height) * 0.25 : 8;
  const wide = box.width + 2 * room;
  const high = box.height + 2 * room;
  const scale = Math.min(width / wide, TALLEST / high);
  const height = Math.round(high * scale);
  return { scale, height, left: box.x - room - (width / scale - wide) / 2, top: box.y - room };
}

/** Marks pushed apart until none covers another; each keeps close to its place. */
function apart(marks) {
  forceSimulation(marks)
    .force('x', forceX(({ place }) => place[0]).strength(0.4))
    .force('y', forceY(({ place }) => place[1]).strength(0.4))
    .force('room', forceCollide(({ size }) => size + 1.5).iterations(4))
    .stop()
    .tick(120);
  return marks;
}

function provinceMarks(provinces, screen) {
  return provinces
    .filter(({ cities }) => cities.totalCount > 0)
    .map((province) => {
      const place = screen(placeOf(province));
      return { province, place, x: place[0], y: place[1], size: province.cities.totalCount > 9 ? 13 : 11 };
    });
}

/** The cities of one province, one below the other over its middle: where in it they lie is not known. */
function cityMarks(province, screen, width) {
  const [x, y] = screen(placeOf(province));
  const cities = province.cities.nodes;
  const left = Math.min(Math.max(x - LABELLED / 2, 20), Math.max(20, width - LABELLED));
  const top = Math.max(20, y - ((cities.length - 1) / 2) * APART);
  return cities.map((city, index) => ({ city, x: left, y: top + index * APART }));
}

function outline([code, path], provinces, state, words, single) {
  const province = provinces.get(code);
  if (!province) return svg('path', { d: path, class: 'beyond' });
  const step = Math.min(stepOf(province.cities.totalCount), single ? 1 : STEPS.length);
  const label = labelOf(province, words);
  const shape = svg('path', { d: path, class: `area step-${step}` }, svg('title', {}, label));
  return svg('a', { href: pageOf(province.id, state), 'aria-label': label, 'data-code': code }, shape);
}

function clusterMark({ province, place, x, y, size }, state, words) {
  const { totalCount, nodes } = province.cities;
  const alone = totalCount === 1;
  const label = alone ? `${words.name(province.name).text}: ${words.name(nodes[0].name).text}` : labelOf(province, words);
  const href = alone ? pageOf(nodes[0].id, state) : addressOf(changed(state, { province: province.code }), location.pathname);
  const away = Math.hypot(place[0] - x, place[1] - y) > size / 2;
  return svg(
    'a',
    { href, tabindex: -1, 'aria-label': label, class: 'mark', 'data-view': !alone },
    svg('title', {}, label),
    away && svg('line', { x1: place[0], y1: place[1], x2: x, y2: y, class: 'leader' }),
    svg('circle', { cx: x, cy: y, r: size, class: 'count' }),
    svg('text', { x, y: y + 4, class: 'number' }, String(totalCount)),
  );
}

function cityMark({ city, x, y }, number, state, words, width) {
  const { text, lang } = words.name(city.name);
  const lines = linesOf(text, Math.min(LABELLED, width - x - 24), LABEL, { most: 2 });
  const top = y + 5 - ((lines.length - 1) * 17) / 2;
  return svg(
    'a',
    { href: pageOf(city.id, state), class: 'mark', 'aria-label': text },
    svg('title', {}, `${text} · ${words.status(city.status.value)}`),
    svg('circle', { cx: x, cy: y, r: 13, class: 'count' }),
    svg('text', { x, y: y + 4, class: 'number' }, String(number)),
    lines.map((line, index) => svg('text', { x: x + 20, y: top + index * 17, class: 'label', lang }, line)),
  );
}

/** Below the map: which colour stands for how many cities, and of how many provinces that is true. */
function legend(provinces, words, width, top) {
  const numbers = [0, ...STEPS];
  const counts = numbers.map((_, step) => provinces.filter(({ cities }) => stepOf(cities.totalCount) === step).length);
  const names = numbers.map((from, step) => {
    const next = numbers[step + 1];
    if (next === undefined) return `${from}+`;
    return next - from > 1 ? `${from}–${next - 1}` : `${from}`;
  });
  const title = words.said('numberOfCities');
  const start = widthOf(title, 13, 700) + 16;
  const below = start + 330 > width;
  const [left, y] = below ? [0, top + 22] : [start, top];
  const step = Math.min(90, (width - left) / numbers.length);
  return svg(
    'g',
    { 'aria-hidden': 'true' },
    svg('text', { x: 0, y: top + 12, class: 'label key strong' }, title),
    names.map((name, index) => [
      svg('rect', { x: left + index * step, y, width: 18, height: 14, class: `area step-${index}` }),
      svg('text', { x: left + index * step + 24, y: y + 12, class: 'label key' }, `${name}  (${counts[index]})`),
    ]),
  );
}

/** The cities as rows, by province; of a province without any, none. */
function table(provinces, state, words) {
  const sorted = [...provinces].sort((one, other) => words.compare(words.name(one.name).text, words.name(other.name).text));
  const rows = sorted.flatMap((province) =>
    province.cities.nodes.map((city) => [
      { ...words.name(city.name), href: pageOf(city.id, state) },
      { ...words.name(province.name), href: pageOf(province.id, state) },
      { text: words.status(city.status.value) },
    ]),
  );
  return { columns: [words.said('name'), words.said('province'), words.said('status')], rows };
}

/** Draw the answer: `{ picture, table, summary, note, empty }`. */
export function drawMap({ provinces: { nodes } }, state, words, width) {
  const frame = frameOf(nodes, state, width);
  const { scale, height, left, top } = frame;
  const screen = ([x, y]) => [(x - left) * scale, (y - top) * scale];
  const known = new Map(nodes.map((province) => [province.code, province]));
  const single = nodes.length === 1 ? nodes[0] : null;
  const areas = PROVINCES.map((province) => outline(province, known, state, words, single !== null));
  const marks = single ? cityMarks(single, screen, width) : apart(provinceMarks(nodes, screen));
  const drawn = marks.map((mark, index) =>
    mark.city ? cityMark(mark, index + 1, state, words, width) : clusterMark(mark, state, words),
  );
  const total = nodes.reduce((sum, { cities }) => sum + cities.totalCount, 0);
  const listed = nodes.reduce((sum, { cities }) => sum + cities.nodes.length, 0);
  const within = nodes.filter(({ cities }) => cities.totalCount).length;
  const count = single ? words.cities(total) : words.said('ofCities', { n: total, m: within });
  const sheet = single ? height : height + LEGEND + (width < 520 ? 22 : 0);
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${sheet}`, width, height: sheet, role: 'group', 'aria-label': words.title('map'), class: 'map' },
    svg(
      'svg',
      { width, height, viewBox: `${left} ${top} ${width / scale} ${height / scale}`, class: 'areas' },
      svg('path', { d: ISLETS, class: 'beyond', 'aria-hidden': 'true' }),
      areas,
    ),
    !single && legend(nodes, words, width, height + 8),
    drawn,
  );
  const stops = areas
    .map((element) => ({ element, province: known.get(element.dataset.code) }))
    .filter(({ province }) => province)
    .map(({ element, province }) => {
      const [x, y] = screen(placeOf(province));
      return { element, x, y };
    });
  rove(picture, single ? [...stops, ...marks.map(({ x, y }, index) => ({ element: drawn[index], x, y }))] : stops);
  return {
    picture,
    table: table(nodes, state, words),
    summary: [count, listed < total && words.said('shownOf', { n: listed, m: total })].filter(Boolean).join(' · '),
    note: words.said('mapNote'),
    empty: total === 0 && words.said('noCities'),
  };
}
