/**
 * The state of the explorer, and the address that says it: one and the same.
 *
 * A state is a plain object of the keys below, each a text or absent. What is absent is the usual: the map, of today,
 * of everything. The address is read with care: what it cannot mean becomes the nearest that it can, and is reported.
 */

import { nearestDay, today } from './day.js';

export const VIEWS = ['map', 'timeline', 'network', 'table'];

/** What cities can be chosen by, in the order in which people see it. */
export const FILTERS = ['dimension', 'region', 'province', 'operator', 'kind', 'status', 'year'];

export const STATUSES = ['APPROVED', 'AGREED_IN_PRINCIPLE', 'SCREENED', 'RETURNED', 'PROPOSED', 'UNKNOWN'];

/** The columns of the table that can order it. */
export const SORTS = ['name', 'status', 'year'];

/** Stands for what is not on record, as a value of a filter. */
export const UNKNOWN = 'unknown';

const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;
const FIRST_YEAR = 1900;

const ORDER = ['view', 'asOf', ...FILTERS, 'sort', 'release', 'lang'];

function oneOf(values) {
  return (text) => {
    const known = values.find((value) => value.toLowerCase() === text.toLowerCase());
    return known ?? null;
  };
}

function name(text) {
  const lower = text.toLowerCase();
  return NAME.test(lower) ? lower : null;
}

function sort(text) {
  const column = oneOf(SORTS)(text.replace(/^-/, ''));
  return column && (text.startsWith('-') ? `-${column}` : column);
}

function year(text) {
  if (!/^\d{4}$/.test(text)) return null;
  const common = Number(text) > 2400 ? Number(text) - 543 : Number(text);
  return common >= FIRST_YEAR ? String(common) : null;
}

function asOf(text) {
  const day = nearestDay(text);
  return day && (day < today() ? day : null);
}

/** How each key is read: the value that a text means, or nothing. */
const READERS = {
  view: oneOf(VIEWS),
  asOf,
  dimension: name,
  region: name,
  province: (text) => (/^(th-)?\d\d$/i.test(text) ? `TH-${text.slice(-2)}` : null),
  operator: name,
  kind: name,
  status: oneOf(STATUSES),
  year,
  sort,
  release: (text) => (/^[0-9a-f]{8,64}$/.test(text) ? text : null),
  lang: oneOf(['th', 'en']),
};

/** What an address says: the state, and the keys whose values had to be changed or left out, as `[key, value, instead]`. */
export function stateOf(search) {
  const state = { view: 'map' };
  const damaged = [];
  const words = new URLSearchParams(search);
  for (const key of ORDER) {
    const text = words.get(key);
    if (text === null || text === '') continue;
    const value = READERS[key](text.trim());
    if (value !== null) state[key] = value;
    if (value !== text && !(key === 'asOf' && text === today())) damaged.push([key, text, value]);
  }
  return { state, damaged };
}

/** The address of a state, without the host. */
export function addressOf(state, path = '/') {
  const words = new URLSearchParams();
  for (const key of ORDER) {
    if (state[key] && !(key === 'view' && state[key] === 'map')) words.set(key, state[key]);
  }
  return words.size ? `${path}?${words}` : path;
}

/** The same state with other values; nothing, or an empty text, takes a key out. */
export function changed(state, values) {
  const entries = Object.entries({ ...state, ...values }).filter(([, value]) => value);
  return Object.fromEntries(entries);
}

/** The same state with all cities in it. */
export function unfiltered(state) {
  return changed(state, Object.fromEntries(FILTERS.map((key) => [key, null])));
}
