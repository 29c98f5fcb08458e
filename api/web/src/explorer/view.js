/** One view, drawn: its heading, what can be taken along, its picture, and the table of the same. */

import { actionsOf, originOf } from './actions.js';
import { yearIn } from './day.js';
import { html } from './element.js';
import { drawMap } from './map.js';
import { drawNetwork } from './network.js';
import { INSIDE, framed } from './picture.js';
import { FILTERS, UNKNOWN } from './state.js';
import { drawTable, tableOf, tablePicture } from './table.js';
import { drawTimeline } from './timeline.js';

const DRAWINGS = { map: drawMap, timeline: drawTimeline, network: drawNetwork, table: drawTable };

/** The widest drawing of each view: a map is higher than it is wide. */
const WIDEST = { map: 560, timeline: 900, network: 1240, table: Infinity };

/** What cities are chosen by, in words. */
function chosenBy(state, choices, words) {
  return FILTERS.filter((key) => state[key]).map((key) => {
    const choice = choices?.[key].find(([value]) => value === state[key])?.[1];
    const plain = key === 'year' ? String(yearIn(state[key], words.lang)) : state[key];
    return `${words.filter(key)}: ${choice ?? plain}`;
  });
}

function countsOf({ approved, handedOver, inForce }, words) {
  const numbers = { approved, handedOver, inForce };
  return html(
    'dl',
    { class: 'counts', 'data-of': `${words.said('countsOf')}:` },
    Object.entries(numbers).map(([key, number]) =>
      html('div', {}, html('dt', {}, words.said(key)), html('dd', {}, String(number))),
    ),
  );
}

/** The drawing of an answer; on paper as in the picture that is taken along. */
function drawn(data, state, words, width) {
  return DRAWINGS[state.view](data, state, words, Math.min(width, WIDEST[state.view]));
}

/**
 * The view of an answer, as parts to be put in place.
 *
 * `width` is that of the room for the picture, `more` asks for the rest of a list that is not all here.
 */
export function viewOf({ data, state, request, choices, width, more, failed }, words) {
  const { said } = words;
  const title = words.title(state.view);
  const drawing = drawn(data, state, words, width);
  const chosen = chosenBy(state, choices, words);
  const onPaper = () => {
    const paper = drawn(data, state, words, INSIDE);
    const picture = paper.picture ?? tablePicture(paper.table, words, INSIDE);
    const about = [[...chosen, paper.summary].join(' · '), paper.note];
    return framed(picture, { title, about, origin: originOf(data.release, words) });
  };
  const actions = actionsOf({ state, request, release: data.release, title, picture: onPaper, failed }, words);
  const partial = [state.dimension, state.operator].some((value) => value && value !== UNKNOWN);
  const table = tableOf(drawing.table, `${title}: ${drawing.summary}`);
  return {
    heading: [
      html(
        'div',
        { class: 'titled' },
        html('h2', { id: 'view-title', tabindex: -1 }, title),
        html('p', { class: 'summary', role: 'status' }, [...chosen, drawing.summary].join(' · ')),
      ),
      countsOf(data.counts, words),
      actions,
    ],
    body: [
      drawing.empty && html('p', { class: 'empty' }, drawing.empty),
      !drawing.empty &&
        drawing.picture &&
        html('figure', { class: 'stage' }, drawing.picture, html('figcaption', {}, drawing.note, ' ', said('keys'))),
      !drawing.empty && (state.view === 'map' || state.view === 'table'
        ? html('div', { class: 'beside' }, table, more && moreButton(more, words))
        : [html('details', { class: 'same' }, html('summary', {}, said('asTable')), table), more && moreButton(more, words)]),
      partial && html('p', { class: 'soft' }, said('unknownNote')),
      html('p', { class: 'origin' }, originOf(data.release, words).join(' · ')),
    ],
  };
}

function moreButton(more, words) {
  return html('button', { type: 'button', id: 'more', onclick: more }, words.said('more'));
}
