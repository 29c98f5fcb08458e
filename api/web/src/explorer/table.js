/**
 * Tables: the one that stands beside each picture, and the view of cities one by one.
 *
 * A table is `{ columns, rows }`; a cell is `{ text, lang, href, list, then }`, where `list` holds cells and `then` is
 * one that follows. A column is a text, or `{ text, sort, href, state }` where it can order the rows.
 */

import { pageOf } from './address.js';
import { written, yearIn } from './day.js';
import { html, svg } from './element.js';
import { addressOf, changed } from './state.js';
import { shortened } from './text.js';

const ROW = 26;
const IN_PICTURE = 60;

function cellOf({ text, lang, href, list, then, soft }) {
  if (list) return html('ul', {}, list.map((each) => html('li', {}, cellOf(each))));
  const own = href ? html('a', { href, lang }, text) : html('span', { lang, class: soft && 'soft' }, text);
  return then ? [own, cellOf(then)] : own;
}

function headOf(column) {
  if (typeof column === 'string') return html('th', { scope: 'col' }, column);
  const arrow = { ascending: ' ▲', descending: ' ▼' }[column.state] ?? '';
  const mark = html('span', { 'aria-hidden': 'true' }, arrow);
  const link = html('a', { href: column.href, 'data-view': true }, column.text, mark);
  return html('th', { scope: 'col', 'aria-sort': column.state }, link);
}

/** A table as people read it; it scrolls by itself where the screen is narrow. */
export function tableOf({ columns, rows }, caption) {
  const table = html(
    'table',
    {},
    html('caption', {}, caption),
    html('thead', {}, html('tr', {}, columns.map(headOf))),
    html(
      'tbody',
      {},
      rows.map((row) =>
        html('tr', {}, row.map((cell, index) => html(index ? 'td' : 'th', index ? {} : { scope: 'row' }, cellOf(cell)))),
      ),
    ),
  );
  return html('div', { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': caption }, table);
}

function plain({ text = '', list, then }) {
  return list ? list.map(plain).join(', ') : text + (then ? plain(then) : '');
}

/** A table as a picture: its first rows, each in one line. */
export function tablePicture({ columns, rows }, words, width) {
  const shown = rows.slice(0, IN_PICTURE);
  const weights = columns.map((_, index) => (index === 0 ? 2 : 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => (weight / whole) * width);
  const lefts = widths.map((_, index) => widths.slice(0, index).reduce((sum, each) => sum + each, 0));
  const line = (texts, y, style) =>
    texts.map((text, index) =>
      svg('text', { x: lefts[index], y, class: `label ${style}` }, shortened(text, widths[index] - 10, 13)),
    );
  const more = rows.length > shown.length && words.said('firstOf', { n: shown.length, m: rows.length });
  const height = (shown.length + 1 + (more ? 1 : 0)) * ROW + 6;
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height },
    line(columns.map((column) => column.text ?? column), 18, 'strong small'),
    shown.map((row, index) => [
      svg('line', { x1: 0, x2: width, y1: (index + 1) * ROW, y2: (index + 1) * ROW, class: 'rule' }),
      line(row.map(plain), (index + 1) * ROW + 18, 'small'),
    ]),
    more && svg('text', { x: 0, y: height - 8, class: 'label small soft' }, more),
  );
}

/** The column as one that orders the rows: the first click ascends, the next descends. */
function sortable(text, key, state) {
  const current = state.sort ?? 'name';
  const up = current === key;
  const href = addressOf(changed(state, { sort: up ? `-${key}` : key }), location.pathname);
  const order = up ? 'ascending' : current === `-${key}` ? 'descending' : undefined;
  return { text, href, state: order };
}

function known({ knowledge, nodes }, words) {
  if (!nodes.length) return { text: words.said(knowledge === 'COMPLETE' ? 'none' : 'notOnRecord'), soft: true };
  return { text: nodes.map(({ name }) => words.name(name).text).join(', ') };
}

function rowOf(city, state, words) {
  const { value, since, yearOfApproval } = city.status;
  const year = yearOfApproval ? yearIn(yearOfApproval, words.lang) : null;
  const day = since && written(since.iso, words.lang, 'short');
  return [
    { ...words.name(city.name), href: pageOf(city.id, state) },
    { ...words.name(city.province.name), href: pageOf(city.province.id, state) },
    { text: words.status(value) },
    { text: day ?? (year === null ? '' : String(year)) },
    { text: words.answer(city.inForce.answer) },
    city.kind ? words.name(city.kind.node.name) : { text: words.said('notOnRecord'), soft: true },
    known(city.dimensions, words),
    known(city.operators, words),
  ];
}

/** Thai is not in the order of its letters: a list that is here as a whole is put into it. */
function inOrder(cities, state, words) {
  const sort = state.sort ?? 'name';
  if (!sort.endsWith('name')) return cities;
  const sorted = [...cities].sort((one, other) => words.compare(words.name(one.name).text, words.name(other.name).text));
  return sort === 'name' ? sorted : sorted.reverse();
}

/** Draw the answer: `{ table, summary, empty }`, without a picture but the table's own. */
export function drawTable({ cities: { nodes, totalCount } }, state, words) {
  const { said } = words;
  const whole = nodes.length === totalCount;
  const columns = [
    sortable(said('name'), 'name', state),
    said('province'),
    sortable(said('status'), 'status', state),
    sortable(said('since'), 'year', state),
    said('emblemInForce'),
    said('kind'),
    said('dimensions'),
    said('operators'),
  ];
  const cities = whole ? inOrder(nodes, state, words) : nodes;
  return {
    table: { columns, rows: cities.map((city) => rowOf(city, state, words)) },
    summary: whole ? words.cities(totalCount) : said('shownOf', { n: nodes.length, m: totalCount }),
    empty: totalCount === 0 && said('noCities'),
  };
}
