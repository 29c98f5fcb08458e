// The panel of example operations, by who asks: the files of `api/examples/`, as the server tells them.

import { useEffect, useState } from 'react';
import { useEditor } from './editor.js';
import { language, words } from './words.js';

const VISITORS = ['journalist', 'privileges', 'developer'];

export function examplesPanel(examples) {
  return { title: words.examples, icon: Icon, content: () => <Panel examples={examples} /> };
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round">
      <path d="M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2V17h5v-1.1c0-.8.4-1.5 1-2A6 6 0 0 0 12 3Zm-2.5 17h5" strokeLinecap="round" />
    </svg>
  );
}

function Panel({ examples }) {
  const [wanted, setWanted] = useState('');
  const shown = examples.filter((each) => has(each, wanted));
  const open = useOpener(examples);
  return (
    <section className="examples" aria-labelledby="examples-title">
      <h2 id="examples-title">{words.examples}</h2>
      <input type="search" value={wanted} placeholder={words.find} aria-label={words.find} onChange={(event) => setWanted(event.target.value)} />
      {VISITORS.map((visitor) => (
        <Group key={visitor} visitor={visitor} examples={shown.filter((each) => each.visitor === visitor)} open={open} />
      ))}
      {shown.length === 0 && <p role="status">{words.none}</p>}
    </section>
  );
}

/** Opens an example and asks it; one that is chosen before the editor is there is opened once it is. */
function useOpener(examples) {
  const editor = useEditor();
  const [chosen, setChosen] = useState(null);
  useEffect(() => {
    if (!editor || !chosen) return;
    setChosen(null);
    editor.open({ query: chosen.operation, variables: '' }, ({ query }) => !query.trim() || examples.some((each) => each.operation === query));
    editor.show();
    editor.run();
  }, [editor, chosen, examples]);
  return setChosen;
}

function Group({ visitor, examples, open }) {
  if (examples.length === 0) return null;
  const other = language === 'th' ? 'en' : 'th';
  return (
    <>
      <h3>{words[visitor]}</h3>
      <ul>
        {examples.map((each) => (
          <li key={each.name}>
            <button type="button" data-example={each.name} onClick={() => open(each)}>
              <span>{each.title[language]}</span>
              <span className="other" lang={other}>
                {each.title[other]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function has({ title, name }, wanted) {
  const text = `${title.th} ${title.en} ${name}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
