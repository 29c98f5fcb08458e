// What the last run cost and what is left: from `extensions.cost` of its answer and the headers of the quota.

let reading = null;
const listeners = new Set();

export const current = () => reading;

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Read the meter on an answer. */
export function note(headers, answer) {
  const left = headers.get('ratelimit') ?? '';
  reading = {
    cost: answer?.extensions?.cost ?? null,
    most: numberIn(headers.get('ratelimit-policy') ?? '', 'q'),
    left: numberIn(left, 'r'),
    seconds: numberIn(left, 't'),
  };
  for (const listener of listeners) listener();
}

function numberIn(header, name) {
  const found = new RegExp(`;\\s*${name}=(\\d+)`).exec(header);
  return found ? Number(found[1]) : null;
}
