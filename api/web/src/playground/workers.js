// The editor works beside the page: it asks here for its workers. Imported before everything that holds an editor.

import EditorWorker from './editor.worker.js?worker';
import GraphqlWorker from './graphql.worker.js?worker';
import JsonWorker from './json.worker.js?worker';

const WORKERS = { graphql: GraphqlWorker, json: JsonWorker };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new (WORKERS[label] ?? EditorWorker)(),
};
