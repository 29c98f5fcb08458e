// The texts of all queries that the explorer asks, beside the manifest: a server that answers known documents only knows
// them by that. A state decides the variables; the text, only its view, and whether it names a day and a release.

import { choicesQuery, queryOf, searchQuery } from './src/explorer/query.js';
import { VIEWS } from './src/explorer/state.js';

const FILE = '.vite/documents.json';

function documents() {
  const named = [{}, { asOf: '2022-12-31' }, { release: 'r' }, { asOf: '2022-12-31', release: 'r' }];
  const views = VIEWS.flatMap((view) => named.map((each) => queryOf({ view, ...each })));
  return [...new Set([...views, ...named.map(choicesQuery), searchQuery('')].map(({ query }) => query))];
}

/** A plugin of Vite. */
export const explorerDocuments = {
  name: 'documents',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: FILE, source: JSON.stringify(documents()) });
  },
};
