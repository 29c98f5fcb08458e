// A question (a query and its variables, as text) and its address: the playground opens `/graphql#query=…&variables=…`.
// It stands in the fragment, which no server sees, so that nothing limits its length or logs it.

/** The question in an address, or null. `?query=` is understood too. */
export function questionIn({ hash, search }) {
  const [found] = [hash.slice(1), search.slice(1)].map((text) => new URLSearchParams(text)).filter((each) => each.get('query'));
  return found ? { query: found.get('query'), variables: found.get('variables') ?? '' } : null;
}

/** The fragment that opens a question. */
export function fragmentOf({ query, variables }) {
  const fields = new URLSearchParams({ query });
  if (variables?.trim()) fields.set('variables', variables);
  return `#${fields}`;
}

/** The address of the playground with a question in it; it speaks the language of this page. */
export function playgroundOf(question) {
  return `/graphql?lang=${document.documentElement.lang}${fragmentOf(question)}`;
}
