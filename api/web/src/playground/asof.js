// The day of a query: its directive `@asOf`, read and written in the text, so that a link or a copy carries it.

import { Kind, OperationTypeNode, parse } from 'graphql';

/** The day that a question names, '' if none, or null where it has no query that could name one. */
export function dayOf(question) {
  const operation = operationOf(question.query);
  if (!operation) return null;
  const value = valueOf(directiveOf(operation));
  if (!value) return '';
  return value.kind === Kind.VARIABLE ? (variablesOf(question)?.[value.name.value] ?? '') : (value.value ?? '');
}

/** The same question on another day, or, without one, of today. A day that is a variable stays one. */
export function dated(question, day) {
  const operation = operationOf(question.query);
  if (!operation) return question;
  const directive = directiveOf(operation);
  const value = valueOf(directive);
  if (value?.kind === Kind.VARIABLE && day) {
    const variables = { ...variablesOf(question), [value.name.value]: day };
    return { ...question, variables: JSON.stringify(variables, null, 2) };
  }
  return { ...question, query: written(question.query, operation, directive, day) };
}

function written(text, operation, directive, day) {
  const said = day ? `@asOf(date: "${day}")` : '';
  const { start } = operation.selectionSet.loc;
  if (directive) {
    const { start: from, end } = directive.loc;
    return said ? text.slice(0, from) + said + text.slice(end) : text.slice(0, from).trimEnd() + text.slice(end);
  }
  if (!said) return text;
  const before = text.slice(0, start);
  return operation.loc.start === start ? `${before}query ${said} ${text.slice(start)}` : `${before.trimEnd()} ${said} ${text.slice(start)}`;
}

/** The first query of a document; none where it cannot be read. */
function operationOf(text) {
  try {
    return parse(text).definitions.find(
      (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === OperationTypeNode.QUERY,
    );
  } catch {
    return undefined;
  }
}

const directiveOf = (operation) => operation.directives?.find((each) => each.name.value === 'asOf');

const valueOf = (directive) => directive?.arguments?.find((each) => each.name.value === 'date')?.value;

function variablesOf({ variables }) {
  try {
    return JSON.parse(variables || '{}');
  } catch {
    return null;
  }
}
