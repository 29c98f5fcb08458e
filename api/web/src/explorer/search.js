/** Search with suggestions as one types: what can choose cities chooses them, the rest leads to its page. */

import { pageOf } from './address.js';
import { html } from './element.js';
import { searchQuery } from './query.js';
import { ask } from './server.js';
import { addressOf, changed } from './state.js';

const PAUSE = 180;
const FILTER_OF = { Province: 'province', Region: 'region', Dimension: 'dimension', AreaKind: 'kind' };

function tail(id) {
  return id.slice(id.indexOf(':') + 1);
}

/** Where a thing that was found leads: `{ href, inView }`. */
function leads({ __typename, id }, state) {
  const filter = FILTER_OF[__typename];
  if (!filter) return { href: pageOf(id, state), inView: false };
  return { href: addressOf(changed(state, { [filter]: tail(id) }), location.pathname), inView: true };
}

function titleOf({ name, number, committee }, matched, words) {
  if (name) return words.name(name);
  if (!committee) return { text: matched };
  const { text, lang } = words.name(committee.name);
  return { text: number ? `${text} ${words.said('roundNumber', { n: number })}` : text, lang };
}

function optionOf({ node, matchedName }, index, state, words) {
  const { text, lang } = titleOf(node, matchedName, words);
  const { href, inView } = leads(node, state);
  const other = matchedName !== text && matchedName;
  return html(
    'a',
    { role: 'option', id: `found-${index}`, href, tabindex: -1, 'aria-selected': 'false', 'data-view': inView },
    html('span', { class: 'found-name', lang }, text),
    html('span', { class: 'found-kind' }, [words.noun(node.__typename), other].filter(Boolean).join(' · ')),
    html('span', { class: 'found-hint' }, words.said(inView ? 'showsIn' : 'opensPage')),
  );
}

/** The search field; `stateNow()` is the state that links are made from. */
export function searchOf(stateNow, words) {
  const list = html('div', { id: 'found', role: 'listbox', 'aria-label': words.said('searchLabel'), class: 'found', hidden: true });
  const nothing = html('p', { class: 'found', hidden: true });
  const status = html('p', { class: 'hidden', role: 'status' });
  let [timer, asking, selected] = [null, null, -1];

  const input = html('input', {
    type: 'search',
    id: 'search',
    role: 'combobox',
    autocomplete: 'off',
    placeholder: words.said('search'),
    'aria-expanded': 'false',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    maxlength: 100,
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(find, PAUSE);
    },
    onkeydown: pressed,
  });

  function show(options, instead = '') {
    nothing.textContent = instead;
    nothing.hidden = !instead;
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    select(-1);
  }

  function select(index) {
    const options = [...list.querySelectorAll('[role=option]')];
    selected = options.length ? Math.max(-1, Math.min(index, options.length - 1)) : -1;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === selected)));
    if (selected < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', options[selected].id);
      options[selected].scrollIntoView({ block: 'nearest' });
    }
  }

  async function find() {
    asking?.abort();
    const text = input.value.trim();
    if (!text) return show([]);
    asking = new AbortController();
    try {
      const { search } = await ask(searchQuery(text), { signal: asking.signal });
      const options = search.edges.map((edge, index) => optionOf(edge, index, stateNow(), words));
      status.textContent = words.said(options.length ? 'found' : 'nothingFound', { n: options.length });
      show(options, options.length ? '' : words.said('nothingFound'));
    } catch (error) {
      if (error.name === 'AbortError') return;
      show([], words.said('refused', { message: error.message }));
    }
  }

  function pressed(event) {
    const moves = { ArrowDown: selected + 1, ArrowUp: selected - 1 };
    if (event.key in moves && !list.hidden) {
      event.preventDefault();
      select(moves[event.key]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelectorAll('[role=option]')[Math.max(selected, 0)]?.click();
    } else if (event.key === 'Escape') {
      show([]);
    }
  }

  const box = html('div', { class: 'search' }, html('label', { for: 'search', class: 'hidden' }, words.said('searchLabel')), input, list, nothing, status);
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (!box.contains(relatedTarget)) show([]);
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', () => {
    input.value = '';
    setTimeout(() => show([]));
  });
  return box;
}
