/** The timeline: each round on its day, and what it decided; a square for each city that a decision names. */

import { pageOf } from './address.js';
import { lastDay, written, yearIn } from './day.js';
import { svg } from './element.js';
import { rove } from './roving.js';
import { linesOf, shortened } from './text.js';

const LINE = 20;
const SQUARE = 11;
const GAP = 3;
const PAD = 18;
const KIND = 160;
const COUNT = 74;
const EDGE = 20;
const LINE_OF_TIME = 48;
const OVERVIEW = 116;

/** Decisions that are about the standing of cities; the others are about rules, bodies and plans. */
const ABOUT_CITIES = new Set(['APPROVED', 'RENEWED', 'PASSED', 'PASSED_SCREENING', 'AGREED_IN_PRINCIPLE', 'RETURNED']);

function kindClass(kind) {
  if (kind === 'APPROVED') return 'approved';
  return ABOUT_CITIES.has(kind) ? 'judged' : 'other';
}

function nameOf(round, words) {
  const body = words.name(round.committee.name).text;
  return round.number ? `${body} ${words.said('roundNumber', { n: numberIn(round.number, words.lang) })}` : body;
}

/** The number of a round: its year is of the Buddhist era, as written; in English of the Common Era too. */
function numberIn(number, lang) {
  const year = /\/(\d{4})$/.exec(number)?.[1];
  return lang === 'en' && year ? `${number} (${year - 543})` : number;
}

/** One decision: its kind, beside it or below what was decided, and the squares of its cities in rows. */
function decisionBlock(decision, words, { room, stacked }) {
  const { kind, text, cities } = decision;
  const aside = stacked ? 0 : KIND;
  const width = room - aside;
  const perRow = Math.max(1, Math.floor((width - COUNT) / (SQUARE + GAP)));
  const lines = linesOf(text, width, 14, { most: 2 });
  const rows = Math.ceil(cities.nodes.length / perRow);
  const count = cities.totalCount ? words.cities(cities.totalCount) : '';
  const top = stacked ? LINE : 0;
  const height = top + lines.length * LINE + rows * (SQUARE + GAP) + (rows ? 6 : 0) + 2;
  return { kind, lines, count, cities: cities.nodes, perRow, aside, top, height };
}

function squares({ cities, perRow, kind }, x, y, state, words) {
  return cities.map((city, index) => {
    const left = x + (index % perRow) * (SQUARE + GAP);
    const top = y + Math.floor(index / perRow) * (SQUARE + GAP);
    const { text } = words.name(city.name);
    return svg(
      'a',
      { href: pageOf(city.id, state), 'aria-label': text, tabindex: -1 },
      svg('title', {}, text),
      svg('rect', { x: left, y: top, width: SQUARE, height: SQUARE, rx: 2, class: `square ${kindClass(kind)}` }),
    );
  });
}

function drawnDecision(block, x, y, state, words) {
  const { kind, lines, count, aside, top } = block;
  const below = y + top + lines.length * LINE;
  return svg(
    'g',
    {},
    svg('text', { x, y, class: `label strong ${kindClass(kind)}-text` }, words.decision(kind)),
    lines.map((line, index) => svg('text', { x: x + aside, y: y + top + index * LINE, class: 'label', lang: 'en' }, line)),
    count && svg('text', { x: x + aside, y: below, class: 'label small strong' }, count),
    squares(block, x + aside + COUNT, below - SQUARE, state, words),
  );
}

/** A round with the height that it takes. */
function roundBlock(round, words, layout) {
  const title = linesOf(nameOf(round, words), layout.room, 16, { weight: 700, most: 3 });
  const blocks = round.decisions.nodes.map((decision) => decisionBlock(decision, words, layout));
  const decided = blocks.reduce((sum, { height }) => sum + height, 0) || LINE;
  const stacked = layout.stacked ? LINE : 0;
  return { round, title, blocks, height: stacked + title.length * 21 + 4 + decided + PAD };
}

function drawnRound({ round, title, blocks, height }, top, state, words, layout) {
  const { axis, x, stacked } = layout;
  const day = round.date ? written(round.date.iso, words.lang, 'short') : words.said('withoutDate');
  const decided = round.decisions.totalCount;
  const label = `${round.date ? written(round.date.iso, words.lang) : day}: ${nameOf(round, words)}`;
  const base = top + (stacked ? LINE : 0);
  const link = svg(
    'a',
    { href: pageOf(round.id, state), 'aria-label': label, class: 'mark' },
    svg('title', {}, label),
    svg('circle', { cx: axis, cy: top + 10, r: 12, class: decided ? 'count' : 'count none' }),
    svg('text', { x: axis, y: top + 14, class: 'number' }, String(decided)),
    stacked
      ? svg('text', { x, y: top + 14, class: 'label soft' }, day)
      : svg('text', { x: axis - 24, y: top + 15, class: 'label', 'text-anchor': 'end' }, shortened(day, axis - 30, 14)),
    title.map((line, index) => svg('text', { x, y: base + 15 + index * 21, class: 'label heading' }, line)),
  );
  let y = base + title.length * 21 + 18;
  const drawn = blocks.map((block) => {
    const group = drawnDecision(block, x, y, state, words);
    y += block.height;
    return group;
  });
  if (!blocks.length) drawn.push(svg('text', { x, y: y + 2, class: 'label soft' }, words.said('noDecision')));
  return { link, drawn, mark: { element: link, x: axis, y: top }, bottom: top + height };
}

/** How many cities a round approved, as named. */
function approvedBy({ decisions }) {
  return decisions.nodes
    .filter(({ kind }) => kind === 'APPROVED')
    .reduce((sum, { cities }) => sum + cities.totalCount, 0);
}

/** Above the rounds: all of them on one line of time, as large as what they approved. */
function overview(rounds, state, words, width) {
  const dated = rounds.filter(({ date }) => date);
  if (!dated.length) return null;
  const years = dated.map(({ date }) => Number(date.iso.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const [from, to] = [Date.UTC(first, 0), Date.UTC(last, 0)];
  const place = (time) => EDGE + ((time - from) / (to - from)) * (width - 2 * EDGE);
  const every = Math.ceil(44 / ((width - 2 * EDGE) / (last - first)));
  // The large ones over the small ones.
  const ordered = dated.map((round) => [approvedBy(round), round]).sort(([one], [other]) => one - other);
  const marks = ordered.map(([approved, round]) => {
    const x = place(Date.parse(lastDay(round.date.iso)));
    const label = `${written(round.date.iso, words.lang)}: ${nameOf(round, words)}`;
    const text = approved ? `${label} · ${words.decision('APPROVED')}: ${words.cities(approved)}` : label;
    return svg(
      'a',
      { href: pageOf(round.id, state), 'aria-label': text, tabindex: -1 },
      svg('title', {}, text),
      svg('circle', { cx: x, cy: LINE_OF_TIME, r: approved ? 7 + 3.4 * Math.sqrt(approved) : 4, class: approved ? 'bubble' : 'dot' }),
      approved > 0 && svg('text', { x, y: LINE_OF_TIME + 4, class: 'number' }, String(approved)),
    );
  });
  return svg(
    'g',
    { class: 'overview' },
    svg('text', { x: 0, y: 14, class: 'label key strong' }, words.said('approvedByRound')),
    svg('line', { x1: 0, x2: width, y1: LINE_OF_TIME, y2: LINE_OF_TIME, class: 'axis' }),
    Array.from({ length: last - first }, (_, index) => {
      const x = place(Date.UTC(first + index, 0));
      const label = index % every === 0 && svg('text', { x, y: LINE_OF_TIME + 44, class: 'label key soft' }, String(yearIn(first + index, words.lang)));
      return [svg('line', { x1: x, x2: x, y1: LINE_OF_TIME + 22, y2: LINE_OF_TIME + 30, class: 'axis' }), label];
    }),
    marks,
  );
}

function table(rounds, state, words) {
  const rows = rounds.flatMap((round) => {
    const date = { text: round.date ? written(round.date.iso, words.lang, 'short') : words.said('withoutDate') };
    const name = { text: nameOf(round, words), href: pageOf(round.id, state) };
    const decisions = round.decisions.nodes;
    if (!decisions.length) return [[date, name, { text: words.said('noDecision') }, { text: '0' }]];
    return decisions.map(({ kind, text, cities }) => [
      date,
      name,
      { text: `${words.decision(kind)}: `, then: { text, lang: 'en' } },
      { list: cities.nodes.map((city) => ({ ...words.name(city.name), href: pageOf(city.id, state) })) },
    ]);
  });
  const { said } = words;
  return { columns: [said('date'), said('round'), said('decided'), said('citiesColumn')], rows };
}

/** Draw the answer: `{ picture, table, summary, empty }`. */
export function drawTimeline({ approvalRounds: { nodes, totalCount } }, state, words, width) {
  const stacked = width < 560;
  const axis = stacked ? 14 : 122;
  const x = axis + 28;
  const layout = { stacked, axis, x, room: Math.min(width - x - 4, 720) };
  const marks = [];
  const parts = [];
  let [top, year] = [nodes.length ? OVERVIEW : 6, null];
  for (const round of nodes) {
    const ofRound = round.date?.iso.slice(0, 4);
    if (ofRound !== year) {
      year = ofRound;
      const text = year ? String(yearIn(year, words.lang)) : words.said('withoutDate');
      parts.push(svg('text', { x, y: top + 20, class: 'label year' }, text));
      top += 36;
    }
    const { link, drawn, mark, bottom } = drawnRound(roundBlock(round, words, layout), top, state, words, layout);
    parts.push(link, drawn);
    marks.push(mark);
    top = bottom;
  }
  const height = Math.max(top, 40);
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': words.title('timeline'), class: 'timeline' },
    overview(nodes, state, words, width),
    nodes.length > 0 && svg('line', { x1: axis, x2: axis, y1: OVERVIEW + 34, y2: height - PAD, class: 'axis' }),
    parts,
  );
  rove(picture, marks);
  return {
    picture,
    table: table(nodes, state, words),
    summary: words.said(totalCount > nodes.length ? 'shownOf' : 'rounds', { n: nodes.length, m: totalCount }),
    empty: nodes.length === 0 && words.said('noRounds'),
  };
}
