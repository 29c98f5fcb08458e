/** Where things have their pages. */

const FOLDERS = {
  city: 'cities',
  province: 'provinces',
  agency: 'agencies',
  project: 'projects',
  round: 'rounds',
  privilege: 'privileges',
  source: 'sources',
};

/** The page of a thing, by its id (`city:phuket`), on the day and in the language of the view; none for other nouns. */
export function pageOf(id, { asOf, lang } = {}) {
  const [noun, name] = id.split(/:(.*)/s);
  if (!(noun in FOLDERS)) return null;
  const words = new URLSearchParams(Object.entries({ asOf, lang }).filter(([, value]) => value));
  return `/${FOLDERS[noun]}/${encodeURIComponent(name)}${words.size ? `?${words}` : ''}`;
}
