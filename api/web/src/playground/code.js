// The same question for other places: a command, a program, an address that spreadsheets read.

import { ENDPOINT } from './asking.js';
import { words } from './words.js';

const variablesIn = ({ variables }) => (variables?.trim() ? JSON.parse(variables) : undefined);

/** A text as a shell takes it whole. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curl(question) {
  const body = JSON.stringify({ query: question.query, variables: variablesIn(question) });
  return `curl -s ${quoted(ENDPOINT)} -H 'content-type: application/json' \\\n    --data-raw ${quoted(body)}\n`;
}

function python(question) {
  const body = JSON.stringify({ query: question.query, variables: variablesIn(question) ?? {} }, null, 4);
  return `import json
from urllib.request import Request, urlopen

BODY = r'''
${body.replaceAll("'''", "\\u0027\\u0027\\u0027")}
'''

request = Request(${JSON.stringify(ENDPOINT)}, BODY.encode(), {"content-type": "application/json"})
with urlopen(request) as response:
    answer = json.load(response)
print(json.dumps(answer["data"], ensure_ascii=False, indent=2))
`;
}

function javascript(question) {
  const body = JSON.stringify({ query: question.query, variables: variablesIn(question) ?? {} }, null, 2);
  return `const body = ${body};

const response = await fetch(${JSON.stringify(ENDPOINT)}, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const { data, errors } = await response.json();
console.log(errors ?? data);
`;
}

function sheet(question) {
  const fields = new URLSearchParams({ format: 'csv', query: squeezed(question.query) });
  const variables = variablesIn(question);
  if (variables) fields.set('variables', JSON.stringify(variables));
  return `${ENDPOINT}?${fields}`;
}

/** A query in one line; comments end with theirs, and strings stay. */
const squeezed = (query) => query.replaceAll(/("""[^]*?"""|"(?:\\.|[^"\\\n])*")|#[^\n]*|\s+/g, (_, text) => text ?? ' ').replaceAll(/ {2,}/g, ' ').trim();

/** What can be copied, by the name on its button. */
export const COPIES = [
  ['curl', curl],
  ['Python', python],
  ['JavaScript', javascript],
  [words.sheet, sheet],
];
