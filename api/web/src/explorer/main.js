/**
 * The explorer: one view of the graph, which the address says.
 *
 * What the server has laid out stays until there is something to show in its place: without this script, or while the
 * server is away, the page says what it is all the same.
 */

import './explorer.css';

import { html } from './element.js';
import { choicesOf, filtersOf, strangersIn } from './filters.js';
import { MOST } from './network.js';
import { Notices } from './notice.js';
import { choicesQuery, queryOf } from './query.js';
import { searchOf } from './search.js';
import { ask, askUntilAnswered } from './server.js';
import { VIEWS, addressOf, changed, stateOf } from './state.js';
import { fontsLoaded } from './text.js';
import { stopsOf, timeOf } from './time.js';
import { viewOf } from './view.js';
import { wordsIn } from './words.js';

const root = document.getElementById('explorer');
const words = wordsIn(document.documentElement.lang === 'en' ? 'en' : 'th');
const embedded = root.dataset.embedded !== undefined;
const { said } = words;

const notices = new Notices(words);
const parts = {
  views: html('nav', { class: 'views', 'aria-label': said('views') }),
  filters: html('div', { class: 'choose' }),
  time: html('div', { class: 'when' }),
  heading: html('div', { class: 'heading' }),
  body: html('div', { class: 'body' }),
};

let state = {};
let choices = null;
let stops = null;
let shown = null;
let asking = null;

/** The state with what the page knows beside the address. */
function whole(of) {
  return { ...of, lang: words.lang };
}

/** Put children into a part, and the focus back to where it was, if that is still there. */
function put(part, children) {
  const { id } = document.activeElement ?? {};
  const inside = part.contains(document.activeElement);
  part.replaceChildren(...[children].flat(Infinity).filter(Boolean));
  if (!inside) return;
  const same = id && document.getElementById(id);
  (same && !same.disabled ? same : document.getElementById('view-title'))?.focus({ preventScroll: true });
}

function drawViews() {
  const links = VIEWS.map((view) =>
    html(
      'a',
      {
        id: `view-${view}`,
        href: addressOf(changed(state, { view, sort: null }), location.pathname),
        'data-view': true,
        'aria-current': view === state.view && 'page',
      },
      words.view(view),
    ),
  );
  put(parts.views, links);
}

function drawControls() {
  drawViews();
  for (const link of document.querySelectorAll('.site-languages a, link[hreflang]')) {
    link.href = addressOf(changed(state, { lang: link.hreflang }), location.pathname);
  }
  if (!choices || embedded) return;
  const open = parts.filters.querySelector('details')?.open;
  put(parts.filters, filtersOf(choices, state, words, go, { open }));
  const other = parts.time.querySelector('details')?.open;
  put(parts.time, timeOf(stops, state, words, go));
  const details = parts.time.querySelector('details');
  if (details && other) details.open = true;
}

function widthOf(part) {
  const { paddingLeft, paddingRight } = getComputedStyle(part);
  return Math.floor(part.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
}

/** Draw what was answered last, as wide as there is room. */
function draw() {
  if (!shown) return;
  parts.body.dataset.view = shown.state.view;
  const width = Math.max(280, widthOf(parts.body));
  const { heading, body } = viewOf({ ...shown, choices, width, more: moreOf(shown), failed }, words);
  put(parts.heading, heading);
  put(parts.body, body);
  shown.width = width;
  document.title = `${words.title(shown.state.view)} · Mueang เมือง`;
}

function failed(error) {
  notices.show('picture', said('failedPicture', { message: error.message }));
}

/**
 * What asks for the next page of a list that is not all here; nothing where it is, or where there is no room.
 *
 * When the answer comes, something else may be shown: then nobody waits for it.
 */
function moreOf(from) {
  const { data, state: of, request } = from;
  const page = data.cities?.pageInfo;
  if (!page?.hasNextPage || (of.view === 'network' && data.cities.nodes.length >= MOST)) return null;
  return async () => {
    try {
      const after = page.endCursor;
      const next = await ask({ ...request, variables: { ...request.variables, after } });
      if (shown !== from) return;
      const { nodes } = data.cities;
      from.data = { ...next, cities: { ...next.cities, nodes: [...nodes, ...next.cities.nodes] } };
      draw();
    } catch (error) {
      if (shown === from) refused(error);
    }
  };
}

function waiting(error, seconds) {
  const again = html('button', { type: 'button', onclick: () => begin() }, said('tryNow'));
  const text = said('away', { n: seconds }) + (shown ? ` ${said('awayOld')}` : '');
  notices.show('server', text, { controls: [again], lasting: true });
}

function refused(error) {
  if (error.name === 'AbortError') return;
  if (error.code !== 'RELEASE_GONE') {
    notices.show('server', said('refused', { message: error.message }));
    return;
  }
  const href = addressOf(changed(state, { release: null }), location.pathname);
  const current = html('a', { href, 'data-view': true }, said('toCurrent'));
  notices.show('server', said('gone'), { controls: [current], lasting: true });
}

/** Ask what the state stands for, and draw it; what is asked already is given up. */
async function refresh(of = state) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const request = queryOf(whole(of));
  parts.body.setAttribute('aria-busy', 'true');
  try {
    // Texts are measured: the fonts must be there.
    const [data] = await Promise.all([askUntilAnswered(request, { signal, waiting }), fontsLoaded()]);
    notices.clear('server');
    shown = { data, state: of, request };
    lay();
    draw();
  } catch (error) {
    refused(error);
  } finally {
    if (!signal.aborted) parts.body.setAttribute('aria-busy', 'false');
  }
}

/** Put the explorer in the place of what the server has laid out, once. */
function lay() {
  if (parts.body.isConnected) return;
  const controls = embedded ? [] : [parts.filters, parts.time];
  const view = html('section', { class: 'view', 'aria-labelledby': 'view-title' }, parts.heading, parts.body);
  root.replaceChildren(...[embedded ? fullView() : searchOf(() => state, words), parts.views, ...controls, view].filter(Boolean));
  root.classList.add('laid');
}

function fullView() {
  return html('p', { class: 'full' }, html('a', { href: addressOf(state), target: '_blank', rel: 'noopener' }, said('fullView')));
}

/** Show another state; `passing` ones leave no trace in the history. */
function go(next, { passing = false } = {}) {
  if (passing) {
    refresh(next);
    return;
  }
  const address = addressOf(next, location.pathname);
  if (address !== location.pathname + location.search) history.pushState(null, '', address);
  state = next;
  notices.clear('address');
  pinned();
  drawControls();
  refresh();
}

function pinned() {
  notices.clear('release');
  if (!state.release) return;
  const href = addressOf(changed(state, { release: null }), location.pathname);
  const current = html('a', { href, 'data-view': true }, said('toCurrent'));
  notices.show('release', said('pinned', { id: state.release }), { controls: [current], lasting: true });
}

function key(name) {
  return name === 'asOf' ? said('asOf') : ['view', 'sort', 'release', 'lang'].includes(name) ? name : words.filter(name);
}

/** Say what of an address could not be taken at its word, and write the address that is shown. */
function report(damaged, strangers = []) {
  const lines = [
    ...damaged.map(([name, value, instead]) => said(instead ? 'instead' : 'leftOut', { key: key(name), value, instead })),
    ...strangers.map(([name, value]) => said('notHere', { key: key(name), value })),
  ];
  if (!lines.length) return;
  notices.show('address', lines.join(' '));
  history.replaceState(null, '', addressOf(state, location.pathname));
}

/** Take the state from the address. */
function read() {
  const found = stateOf(location.search);
  state = found.state;
  notices.clear('address');
  report(found.damaged);
  pinned();
}

async function choose() {
  const data = await askUntilAnswered(choicesQuery(state), { waiting });
  choices = choicesOf(data, words);
  stops = stopsOf(data);
  const strangers = strangersIn(state, choices, data);
  if (strangers.length) {
    state = changed(state, Object.fromEntries(strangers.map(([name]) => [name, null])));
    report([], strangers);
    refresh();
  }
  drawControls();
  draw();
}

function begin() {
  refresh();
  if (!choices) choose().catch(refused);
}

function redraw() {
  if (shown && shown.state.view !== 'table' && widthOf(parts.body) !== shown.width) draw();
}

root.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-view]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(stateOf(new URL(link.href.baseVal ?? link.href, location.href).search).state);
});
notices.place.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-view]');
  if (!link) return;
  event.preventDefault();
  go(stateOf(new URL(link.href).search).state);
});
window.addEventListener('popstate', () => {
  read();
  drawControls();
  refresh();
});
new ResizeObserver(() => requestAnimationFrame(redraw)).observe(parts.body);

root.before(notices.place);
read();
drawControls();
begin();
