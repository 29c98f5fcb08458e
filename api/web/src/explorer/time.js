/** The day of the view: a slider over the days on which something was decided, and a field for any other. */

import { dayOf, lastDay, months, today, written, yearFrom, yearIn } from './day.js';
import { html } from './element.js';
import { changed } from './state.js';

/** The days on which something was decided, for certain; the last stop is today. */
export function stopsOf({ decisions: { nodes } }) {
  const now = today();
  const days = nodes.filter(({ date }) => date).map(({ date }) => lastDay(date.iso));
  return [...new Set(days.filter((day) => day < now))].sort().concat(now);
}

/** The stop that a day is at, or after. */
function stopAt(stops, day) {
  return Math.max(0, stops.findLastIndex((stop) => stop <= day));
}

function said(day, words) {
  return day === today() ? `${written(day, words.lang)} (${words.said('today')})` : written(day, words.lang);
}

function numbered(id, label, value, [min, max]) {
  return [
    html('label', { for: id }, label),
    html('input', { id, type: 'number', min, max, value, required: true, inputmode: 'numeric' }),
  ];
}

/** Day, month and year by themselves: a browser's own field has the era of its own language, not of the page. */
function exact(day, words, choose) {
  const [year, month, number] = day.split('-').map(Number);
  const last = today();
  const names = months(words.lang);
  const select = html(
    'select',
    { id: 'time-month' },
    names.map((name, index) => html('option', { value: index + 1, selected: index + 1 === month }, name)),
  );
  const years = [yearIn(1990, words.lang), yearIn(last.slice(0, 4), words.lang)];
  const fields = html(
    'form',
    {
      class: 'exact',
      onsubmit: (event) => {
        event.preventDefault();
        const [days, ofYear] = event.target.querySelectorAll('input');
        choose(dayOf(yearFrom(ofYear.value, words.lang), Number(select.value), Number(days.value)));
      },
    },
    numbered('time-day', words.said('day'), number, [1, 31]),
    html('label', { for: 'time-month' }, words.said('month')),
    select,
    numbered('time-year', words.said('year'), yearIn(year, words.lang), years),
    html('button', {}, words.said('show')),
  );
  return html('details', { class: 'other-day' }, html('summary', {}, words.said('exactDay')), fields);
}

/** The controls of a state; `go(state, { passing })` is told the day, `passing` while the slider moves. */
export function timeOf(stops, state, words, go) {
  const day = state.asOf ?? today();
  const choose = (chosen, how) => go(changed(state, { asOf: chosen < today() && chosen }), how);
  const output = html('output', { for: 'time-slider', id: 'time-said' }, said(day, words));
  const slider = html('input', {
    type: 'range',
    id: 'time-slider',
    min: 0,
    max: stops.length - 1,
    step: 1,
    value: stopAt(stops, day),
    'aria-valuetext': said(day, words),
    oninput: ({ target }) => {
      const stop = stops[target.value];
      output.textContent = said(stop, words);
      target.setAttribute('aria-valuetext', said(stop, words));
      choose(stop, { passing: true });
    },
    onchange: ({ target }) => choose(stops[target.value]),
  });
  const back = html(
    'button',
    { type: 'button', class: 'plain', disabled: !state.asOf, onclick: () => choose(today()) },
    words.said('toToday'),
  );
  const ticks = stops.map(() => html('span', {}));
  return html(
    'section',
    { class: 'time', 'aria-label': words.said('asOf') },
    html(
      'div',
      { class: 'said' },
      html('p', {}, html('label', { for: 'time-slider' }, words.said('asOf')), ' ', output),
      back,
    ),
    html('div', { class: 'slide' }, slider, html('div', { class: 'ticks', 'aria-hidden': 'true' }, ticks)),
    html(
      'p',
      { class: 'ends', 'aria-hidden': 'true' },
      html('span', {}, written(stops[0], words.lang, 'short')),
      html('span', {}, words.said('stops', { n: stops.length - 1 })),
      html('span', {}, words.said('today')),
    ),
    exact(day, words, choose),
  );
}
