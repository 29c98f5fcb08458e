/** The network: cities, the agencies that have a part in them, and the provinces that they lie in. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

import { pageOf } from './address.js';
import { svg } from './element.js';
import { rove } from './roving.js';
import { shortened, widthOf } from './text.js';

/** More than these would be neither quick nor legible. */
export const MOST = 500;

const SIZES = { agency: 9, city: 7, province: 10 };

/** Agencies with their parts in a city. */
function parts(city) {
  return [
    ...city.operators.nodes.map((node) => ['OPERATOR', node]),
    ...city.proposers.nodes.map((node) => ['PROPOSER', node]),
    ...city.participants.edges.map(({ role, node }) => [role, node]),
  ];
}

/** Things and what joins them, as many cities as there is room for. */
function graphOf(cities) {
  const things = new Map();
  const links = [];
  const thing = (noun, { id, name }) => {
    if (!things.has(id)) things.set(id, { id, noun, name, degree: 0 });
    return things.get(id);
  };
  const join = (source, target, role) => {
    source.degree += 1;
    target.degree += 1;
    links.push({ source, target, role });
  };
  for (const city of cities) {
    const coming = [city, city.province, ...parts(city).map(([, agency]) => agency)];
    if (things.size + coming.filter(({ id }) => !things.has(id)).length > MOST) break;
    const node = thing('city', city);
    join(node, thing('province', city.province), 'IN');
    for (const [role, agency] of parts(city)) join(thing('agency', agency), node, role);
  }
  return { things: [...things.values()], links };
}

/** How many things the cities make, whether or not there is room for them. */
function sizeOf(cities) {
  return new Set(cities.flatMap((city) => [city.id, city.province.id, ...parts(city).map(([, { id }]) => id)])).size;
}

function settle({ things, links }, width, height) {
  const flat = height / width;
  forceSimulation(things)
    .force('link', forceLink(links).distance(({ role }) => (role === 'IN' ? 34 : 52)).strength(0.9))
    .force('charge', forceManyBody().strength(-110).distanceMax(260))
    .force('x', forceX(0).strength(0.07 * Math.min(1, flat)))
    .force('y', forceY(0).strength(0.07 / Math.max(flat, 0.5)))
    .force('room', forceCollide(({ noun }) => SIZES[noun] + (noun === 'city' ? 9 : 15)))
    .stop()
    .tick(things.length > 200 ? 150 : 300);
  fit(things, width, height);
}

/** Stretch the places over the sheet, with room for labels at its edges. */
function fit(things, width, height) {
  const side = Math.min(90, width * 0.16);
  for (const [axis, length, room] of [['x', width, side], ['y', height, 26]]) {
    const places = things.map((thing) => thing[axis]);
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const scale = high > low ? Math.min((length - 2 * room) / (high - low), 2.2) : 1;
    const middle = (low + high) / 2;
    for (const thing of things) thing[axis] = length / 2 + (thing[axis] - middle) * scale;
  }
}

const SHAPES = {
  city: ({ x, y }) => svg('circle', { cx: x, cy: y, r: SIZES.city, class: 'city' }),
  agency: ({ x, y }) => svg('rect', { x: x - 9, y: y - 9, width: 18, height: 18, rx: 3, class: 'agency' }),
  province: ({ x, y }) => svg('path', { d: `M${x} ${y - 10}L${x + 10} ${y}L${x} ${y + 10}L${x - 10} ${y}Z`, class: 'province' }),
};

/** Labels of those things that leave room for them: agencies first, then provinces, then cities. */
function labelsOf(things, words, width) {
  const taken = things.map(({ x, y, noun }) => boxAround(x, y, SIZES[noun]));
  const labels = new Map();
  const order = ['agency', 'province', 'city'];
  const sorted = [...things].sort((one, other) => order.indexOf(one.noun) - order.indexOf(other.noun));
  for (const thing of sorted) {
    const { text, lang } = words.name(thing.name);
    const short = shortened(text, Math.min(150, width * 0.36), 12);
    const long = widthOf(short, 12);
    const free = places(thing, long).find(
      (box) => box.left > 2 && box.right < width - 2 && !taken.some((other) => overlap(box, other)),
    );
    if (!free) continue;
    taken.push(free);
    labels.set(thing.id, { text: short, lang, x: free.left, y: free.bottom - 4 });
  }
  return labels;
}

function boxAround(x, y, size) {
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

/** Where a label of some length may stand around a thing. */
function places({ x, y, noun }, long) {
  const size = SIZES[noun] + 3;
  const box = (left, middle) => ({ left, right: left + long, top: middle - 8, bottom: middle + 8 });
  return [
    box(x + size, y),
    box(x - size - long, y),
    box(x - long / 2, y + size + 8),
    box(x - long / 2, y - size - 8),
  ];
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function drawnThing(thing, label, state, words) {
  const { text } = words.name(thing.name);
  const noun = { city: 'City', agency: 'Agency', province: 'Province' }[thing.noun];
  const said = `${words.noun(noun)}: ${text} (${thing.degree})`;
  const many = thing.noun !== 'city' && thing.degree > 1;
  return svg(
    'a',
    { href: pageOf(thing.id, state), 'aria-label': said, class: 'thing' },
    svg('title', {}, said),
    SHAPES[thing.noun](thing),
    many && svg('text', { x: thing.x, y: thing.y + 4, class: 'number' }, String(thing.degree)),
    label && svg('text', { x: label.x, y: label.y, class: 'label small', lang: label.lang }, label.text),
  );
}

function legend(words, width) {
  const nouns = [['city', 'City'], ['agency', 'Agency'], ['province', 'Province']];
  let x = 14;
  const drawn = nouns.map(([shape, noun]) => {
    const item = [SHAPES[shape]({ x, y: 14 }), svg('text', { x: x + 16, y: 18, class: 'label' }, words.noun(noun))];
    x += 32 + widthOf(words.noun(noun), 14);
    return item;
  });
  const roles = [[words.role('OPERATOR'), ''], [words.said('otherRole'), 'dashed']];
  if (x + 200 > width) x = 14;
  const y = x === 14 ? 38 : 14;
  const lines = roles.map(([name, style]) => {
    const item = [
      svg('line', { x1: x - 8, x2: x + 16, y1: y, y2: y, class: `tie ${style}` }),
      svg('text', { x: x + 22, y: y + 4, class: 'label' }, name),
    ];
    x += 44 + widthOf(name, 14);
    return item;
  });
  return svg('g', { class: 'legend', 'aria-hidden': 'true' }, drawn, lines);
}

function table(cities, state, words) {
  const rows = cities.flatMap((city) => {
    const name = { ...words.name(city.name), href: pageOf(city.id, state) };
    const province = { ...words.name(city.province.name), href: pageOf(city.province.id, state) };
    const found = parts(city);
    if (!found.length) return [[name, { text: words.said('noAgency'), soft: true }, { text: '' }, province]];
    return found.map(([role, agency]) => [
      name,
      { ...words.name(agency.name), href: pageOf(agency.id, state) },
      { text: words.role(role) },
      province,
    ]);
  });
  const { said } = words;
  return { columns: [said('citiesColumn'), said('agency'), said('role'), said('province')], rows };
}

const TIES = { IN: 'tie in', OPERATOR: 'tie' };

/** Draw the answer: `{ picture, table, summary, empty }`. */
export function drawNetwork({ cities: { nodes, totalCount } }, state, words, width) {
  const graph = graphOf(nodes);
  const top = width < 480 ? 54 : 34;
  const height = Math.round(Math.min(760, Math.max(320, Math.sqrt(graph.things.length) * (width < 480 ? 95 : 70))));
  settle(graph, width, height);
  for (const thing of graph.things) thing.y += top;
  const labels = labelsOf(graph.things, words, width);
  const marks = graph.things.map((thing) => ({
    element: drawnThing(thing, labels.get(thing.id), state, words),
    x: thing.x,
    y: thing.y,
  }));
  const sheet = height + top;
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${sheet}`, width, height: sheet, role: 'group', 'aria-label': words.title('network'), class: 'network' },
    legend(words, width),
    graph.links.map(({ source, target, role }) =>
      svg('line', { x1: source.x, y1: source.y, x2: target.x, y2: target.y, class: TIES[role] ?? 'tie dashed' }),
    ),
    marks.map(({ element }) => element),
  );
  rove(picture, marks);
  // What cities are not fetched make is not known; those fetched say the least that it is.
  const size = totalCount > nodes.length ? `≥ ${sizeOf(nodes)}` : sizeOf(nodes);
  return {
    picture,
    table: table(nodes, state, words),
    summary: `${words.cities(totalCount)} · ${words.said('networkShown', { n: graph.things.length, m: size })}`,
    empty: totalCount === 0 && words.said('noCities'),
  };
}
