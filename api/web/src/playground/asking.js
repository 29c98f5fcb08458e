// Asks this server: for the editor as JSON, and the very same question as a table.

import { parse, Kind } from 'graphql';
import { note } from './meter.js';
import { words } from './words.js';

export const ENDPOINT = new URL('/graphql', location.href).href;

const JSON_TYPE = 'application/json';

/** How the editor asks. */
export async function fetcher({ query, variables, operationName }, { headers } = {}) {
  const body = { query, variables, operationName: known(query, operationName) };
  const response = await posted(ENDPOINT, body, { accept: JSON_TYPE, ...headers });
  const answer = await response.json();
  note(response.headers, answer);
  return answer;
}

/** The answer as CSV that older Excel reads too; fails with what the server says. */
export async function table({ query, variables }) {
  const body = { query, variables: variables?.trim() ? JSON.parse(variables) : undefined };
  const response = await posted(`${ENDPOINT}?bom=true`, body, { accept: 'text/csv' });
  if (!response.headers.get('content-type')?.startsWith('text/csv')) {
    const { errors } = await response.json();
    throw new Error(errors.map((each) => each.message).join(' · '));
  }
  return response.blob();
}

async function posted(address, body, headers) {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, ...headers },
      body: JSON.stringify(body),
    });
  } catch (error) {
    throw new Error(words.unreachable, { cause: error });
  }
}

/** The name of an operation if the document has it: the editor is a moment behind its text. */
function known(query, name) {
  try {
    const names = parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION).map((each) => each.name?.value);
    return names.includes(name) ? name : undefined;
  } catch {
    return undefined; // the server says what is wrong
  }
}
