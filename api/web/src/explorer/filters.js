/** The controls by which cities are chosen: one list a filter, and what is chosen now. */

import { yearIn } from './day.js';
import { html } from './element.js';
import { FILTERS, STATUSES, UNKNOWN, changed, unfiltered } from './state.js';

const OPEN = '(min-width: 64rem)';

function tail(id) {
  return id.slice(id.indexOf(':') + 1);
}

function named(nodes, words, value = ({ id }) => tail(id)) {
  return nodes
    .map((node) => [value(node), words.name(node.name).text])
    .sort(([, one], [, other]) => words.compare(one, other));
}

/** What each filter can be set to: `[value, words]`. */
export function choicesOf(data, words) {
  const unknown = [UNKNOWN, words.said('notOnRecord')];
  const years = data.years.map(({ keys: [{ value }] }) => value).filter(Boolean);
  return {
    dimension: [...named(data.dimensions.nodes, words), unknown],
    region: named(data.regions.nodes, words),
    province: named(data.provinces.nodes, words, ({ code }) => code),
    operator: [...named(data.agencies.nodes, words), unknown],
    kind: named(data.areaKinds.nodes, words),
    status: STATUSES.map((status) => [status, words.status(status)]),
    year: years.sort().map((year) => [year, String(yearIn(year, words.lang))]),
  };
}

/**
 * Which filters of a state name what is not there, as `[key, value]`.
 *
 * Operators may be more than the list holds: of those, the server decides.
 */
export function strangersIn(state, choices, { agencies }) {
  const whole = agencies.totalCount === agencies.nodes.length;
  return FILTERS.filter((key) => state[key] && (key !== 'operator' || whole))
    .filter((key) => !choices[key].some(([value]) => value === state[key]))
    .map((key) => [key, state[key]]);
}

function field(key, choices, state, words, go) {
  const options = [['', words.said('all')], ...choices[key]];
  if (state[key] && !options.some(([value]) => value === state[key])) options.push([state[key], state[key]]);
  const id = `filter-${key}`;
  const choose = ({ target }) => go(changed(state, { [key]: target.value }));
  const select = html(
    'select',
    { id, name: key, onchange: choose, class: state[key] && 'chosen' },
    options.map(([value, text]) => html('option', { value, selected: (state[key] ?? '') === value }, text)),
  );
  return html('p', { class: 'field' }, html('label', { for: id }, words.filter(key)), select);
}

/** The controls of a state; `go(state)` is told what is chosen. */
export function filtersOf(choices, state, words, go, { open }) {
  const chosen = FILTERS.filter((key) => state[key]).length;
  const clear = html(
    'button',
    { type: 'button', class: 'plain', onclick: () => go(unfiltered(state)), disabled: !chosen },
    words.said('clear'),
  );
  const count = chosen ? ` (${chosen})` : '';
  return html(
    'details',
    { class: 'filters', open: open ?? matchMedia(OPEN).matches },
    html('summary', {}, words.said('filters') + count),
    html('div', { class: 'fields' }, FILTERS.map((key) => field(key, choices, state, words, go)), clear),
  );
}
