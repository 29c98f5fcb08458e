// The playground: GraphiQL over this server, with what it lacks: examples, links, the day, tables, and what it costs.

import './workers.js';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './main.css';

import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { createPortal } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { questionIn } from '../question.js';
import { fetcher } from './asking.js';
import { Bar } from './bar.jsx';
import { WIDE } from './editor.js';
import { examplesPanel } from './examples.jsx';
import { Reading } from './reading.jsx';
import { words } from './words.js';

const FIRST = 'where-one-area-stands';

function Playground({ examples, schema, question, isFirstVisit }) {
  const panel = examplesPanel(examples);
  const first = examples.find((each) => each.name === FIRST);
  return (
    <GraphiQL
      fetcher={fetcher}
      schema={schema}
      dangerouslyAssumeSchemaIsValid
      plugins={[panel, HISTORY_PLUGIN]}
      visiblePlugin={WIDE.matches ? panel : undefined}
      defaultQuery={`${words.welcome}\n${first.operation}`}
      initialQuery={question?.query}
      initialVariables={question?.variables}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>{' '}</GraphiQL.Logo>
      <GraphiQL.Footer>
        <Reading />
      </GraphiQL.Footer>
      {createPortal(<Bar isFirstVisit={isFirstVisit} />, document.getElementById('bar'))}
    </GraphiQL>
  );
}

async function loaded(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

async function begin() {
  const root = document.getElementById('playground');
  try {
    const [examples, schema] = await Promise.all([
      loaded('/examples.json').then((response) => response.json()),
      loaded('/schema.graphql').then((response) => response.text()),
    ]);
    createRoot(root).render(
      <Playground
        examples={examples}
        schema={buildSchema(schema, { assumeValid: true })}
        question={questionIn(location)}
        isFirstVisit={!localStorage.getItem('graphiql:tabState')}
      />,
    );
  } catch (error) {
    root.textContent = words.failed;
    root.setAttribute('role', 'alert');
    throw error;
  }
}

begin();
