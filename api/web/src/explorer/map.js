/** The map: how many cities each province has; of one province or few cities, each city by itself. */

import { forceCollide, forceSimulation, forceX, forceY } from 'd3-force';

import { pageOf } from './address.js';
import { svg } from './element.js';
import { ISLETS, PROVINCES, SHEET, boxOf, placeOf } from './geography.js';
import { rove } from './roving.js';
import { addressOf, changed } from './state.js';
import { linesOf } from './text.js';

const TALLEST = 780;
const STEPS = [1, 2, 4];
const LABEL = 13;

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

/** The cities of one province around its middle. */
function cityMarks(province, screen, width, height) {
  const [x, y] = screen(placeOf(province));
  const cities = province.cities.nodes;
  const ring = cities.length > 1 ? Math.min(width, height) * 0.2 : 0;
  return cities.map((city, index) => {
    const angle = (index / cities.length) * 2 * Math.PI - Math.PI / 2;
    const place = [x + ring * Math.cos(angle), y + ring * Math.sin(angle)];
    return { city, place, x: place[0], y: place[1], size: 13 };
  });
}

function outline([code, path], provinces, state, words) {
  const province = provinces.get(code);
  if (!province) return svg('path', { d: path, class: 'beyond' });
  const step = stepOf(province.cities.totalCount);
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
  const room = Math.min(170, Math.max(x, width - x) - 30);
  const right = x < width / 2;
  const lines = linesOf(text, room, LABEL, { most: 3 });
  const at = right ? x + 20 : x - 20;
  const top = y + 4 - ((lines.length - 1) * 16) / 2;
  return svg(
    'a',
    { href: pageOf(city.id, state), class: 'mark', 'aria-label': text },
    svg('title', {}, `${text} · ${words.status(city.status.value)}`),
    svg('circle', { cx: x, cy: y, r: 13, class: `count status-${city.status.value.toLowerCase()}` }),
    svg('text', { x, y: y + 4, class: 'number' }, String(number)),
    lines.map((line, index) =>
      svg('text', { x: at, y: top + index * 16, class: 'label', lang, 'text-anchor': right ? 'start' : 'end' }, line),
    ),
  );
}

function legend(provinces, words, height) {
  const numbers = [0, ...STEPS];
  const counts = numbers.map((_, step) => provinces.filter(({ cities }) => stepOf(cities.totalCount) === step).length);
  const names = numbers.map((from, step) => {
    const next = numbers[step + 1];
    if (next === undefined) return `${from}+`;
    return next - from > 1 ? `${from}–${next - 1}` : `${from}`;
  });
  const top = height - numbers.length * 22 - 8;
  return svg(
    'g',
    { class: 'legend', 'aria-hidden': 'true' },
    svg('text', { x: 4, y: top - 8, class: 'label strong' }, words.said('numberOfCities')),
    names.map((name, step) => [
      svg('rect', { x: 4, y: top + step * 22, width: 18, height: 14, class: `area step-${step}` }),
      svg('text', { x: 30, y: top + 12 + step * 22, class: 'label' }, `${name}  (${counts[step]})`),
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
  const areas = PROVINCES.map((province) => outline(province, known, state, words));
  const marks = single ? cityMarks(single, screen, width, height) : apart(provinceMarks(nodes, screen));
  const drawn = marks.map((mark, index) =>
    mark.city ? cityMark(mark, index + 1, state, words, width) : clusterMark(mark, state, words),
  );
  const total = nodes.reduce((sum, { cities }) => sum + cities.totalCount, 0);
  const within = nodes.filter(({ cities }) => cities.totalCount).length;
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': words.title('map'), class: 'map' },
    svg(
      'g',
      { transform: `translate(${-left * scale} ${-top * scale}) scale(${scale})`, class: 'areas' },
      svg('path', { d: ISLETS, class: 'beyond', 'aria-hidden': 'true' }),
      areas,
    ),
    !single && legend(nodes, words, height),
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
    summary: words.said('ofCities', { n: total, m: within }),
    note: words.said('mapNote'),
    empty: total === 0 && words.said('noCities'),
  };
}
