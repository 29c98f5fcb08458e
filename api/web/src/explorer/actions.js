/** What can be taken along of a view: its table, its query, its picture, the view itself, and how to cite it. */

import { written } from './day.js';
import { html } from './element.js';
import { download, pngFile, svgFile } from './picture.js';
import { csvAddress, graphiqlAddress } from './query.js';
import { addressOf, changed } from './state.js';

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

/** The state as it can be cited: its day and its release are named. */
function dated(state, release) {
  return changed(state, { asOf: state.asOf ?? release.asOf.iso, release: release.id });
}

function fileName(state, release, ending) {
  return `mueang-${state.view}-${state.asOf ?? release.asOf.iso}.${ending}`;
}

/** The lines that say where a view comes from: the day, the release, the source, the licence. */
export function originOf(release, words) {
  const day = words.said('asOfLine', { day: written(release.asOf.iso, words.lang) });
  return [
    `${day} · ${words.said('release', { id: release.id })}`,
    words.said('source', { host: location.host }),
    `${words.said('licence')} (${LICENCE})`,
  ];
}

function citation(state, release, title, words) {
  const link = location.origin + addressOf(dated(state, release));
  return [`Mueang เมือง. ${title}.`, ...originOf(release, words), link].join('\n');
}

function embedding(state, title) {
  const link = location.origin + addressOf(state, '/embed');
  const escaped = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<iframe src="${escaped(link)}" title="${escaped(title)}" width="100%" height="720" loading="lazy"></iframe>`;
}

async function copy(field, status, words) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Without a secure address browsers give no clipboard, but still obey this.
    document.execCommand('copy');
  }
  status.textContent = words.said('copied');
}

function dialog(title, says, text, words) {
  const status = html('span', { role: 'status' });
  const field = html('textarea', { readonly: true, rows: 6, 'aria-label': title, spellcheck: 'false' });
  field.value = text;
  const box = html(
    'dialog',
    { class: 'explorer-dialog', 'aria-label': title, onclose: () => box.remove() },
    html('h2', {}, title),
    html('p', {}, says),
    field,
    html(
      'p',
      { class: 'buttons' },
      html('button', { type: 'button', onclick: () => copy(field, status, words) }, words.said('copy')),
      html('button', { type: 'button', class: 'plain', onclick: () => box.close() }, words.said('close')),
      status,
    ),
  );
  document.body.append(box);
  box.showModal();
}

/**
 * The controls that take a view along.
 *
 * `request` is the query that drew it, `picture()` draws it anew for paper, and `failed(error)` is told what went wrong.
 */
export function actionsOf({ state, request, release, title, picture, failed }, words) {
  const { said } = words;
  const paint = (make, ending) => () =>
    make(picture())
      .then((file) => download(file, fileName(state, release, ending)))
      .catch(failed);
  const button = (id, text, onclick, hint) =>
    html('button', { type: 'button', id: `take-${id}`, onclick, title: hint }, text);
  return html(
    'div',
    { class: 'actions', role: 'group', 'aria-label': said('take') },
    html(
      'a',
      { href: csvAddress(request), download: fileName(state, release, 'csv'), id: 'take-csv', title: said('csvHint') },
      said('csv'),
    ),
    html('a', { href: graphiqlAddress(request), id: 'take-query', title: said('graphiqlHint') }, said('graphiql')),
    button('png', said('png'), paint(pngFile, 'png'), said('pictureHint')),
    button('svg', said('svg'), paint(svgFile, 'svg'), said('pictureHint')),
    button('embed', said('embed'), () => dialog(said('embed'), said('embedSays'), embedding(state, title), words)),
    button('cite', said('cite'), () => dialog(said('cite'), said('citeSays'), citation(state, release, title, words), words)),
  );
}
