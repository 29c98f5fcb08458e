/** Asks the API, patiently: a server that is busy or away is asked again, ever more slowly. */

const FIRST_WAIT = 2;
const LONGEST_WAIT = 60;
const REMEMBERED = 60;
const PASSING = new Set(['OVERLOADED', 'RATE_LIMITED', 'BACKEND_UNAVAILABLE', 'TIMEOUT']);

/** The server did not answer, or not this: `again` says that it may later, after `wait` seconds if it said when. */
export class ServerError extends Error {
  constructor(message, { code, again = false, wait } = {}) {
    super(message);
    Object.assign(this, { code, again, wait });
  }
}

const answers = new Map();

/** What is asked of a day stays the same while the page is open; what is asked of today may not. */
function remember(key, data) {
  if (JSON.parse(key).variables.asOf) answers.set(key, data);
  if (answers.size > REMEMBERED) answers.delete(answers.keys().next().value);
  return data;
}

function secondsIn(response) {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? seconds : undefined;
}

async function sent(body, signal) {
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return await fetch('/graphql', { method: 'POST', headers, body, signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ServerError(error.message, { again: true });
  }
}

/** The data that answer a query; raises `ServerError`. */
export async function ask(request, { signal } = {}) {
  const key = JSON.stringify(request);
  if (answers.has(key)) return answers.get(key);
  const response = await sent(key, signal);
  const wait = secondsIn(response);
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ServerError(`${response.status}`, { again: true, wait });
  }
  if (!answer.errors?.length) return remember(key, answer.data);
  const [{ message, extensions }] = answer.errors;
  const again = response.status === 429 || response.status >= 500 || PASSING.has(extensions?.code);
  throw new ServerError(message, { code: extensions?.code, again, wait });
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** The data, however long it takes; `waiting(error, seconds)` is told before each pause. */
export async function askUntilAnswered(request, { signal, waiting }) {
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      return await ask(request, { signal });
    } catch (error) {
      if (!error.again) throw error;
      // Not all at once: everybody's page would come back in the same second.
      const seconds = Math.ceil((error.wait ?? wait) * (1 + Math.random() / 2));
      waiting(error, seconds);
      await pause(seconds, signal);
    }
  }
}
