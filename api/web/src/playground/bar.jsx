// The bar above the editor: the day, links and copies of the question, and its table.

import { useEffect, useRef, useState } from 'react';
import { fragmentOf, questionIn } from '../question.js';
import { dated, dayOf } from './asof.js';
import { table } from './asking.js';
import { COPIES } from './code.js';
import { useEditor, useQuestion, useThaiLines } from './editor.js';
import { language, words } from './words.js';

export function Bar({ isFirstVisit }) {
  const editor = useEditor();
  const [said, setSaid] = useState(null);
  useAddress(editor, isFirstVisit);
  useThaiLines();
  if (!editor) return null;

  /** Do something with the question, and say how it went. */
  async function tried(action) {
    try {
      setSaid({ text: await action(editor.question()) });
    } catch (error) {
      setSaid({ text: error instanceof SyntaxError ? words.badVariables : error.message, isError: true });
    }
  }

  return (
    <>
      <div className="bar-tools" role="group" aria-label={words.actions}>
        <Day editor={editor} />
        <button type="button" onClick={() => tried(copyLink)}>
          {words.link}
        </button>
        <button type="button" onClick={() => tried(download)}>
          {words.csv}
        </button>
        <span className="bar-copies" role="group" aria-labelledby="copy-as">
          <span id="copy-as">{words.copyAs}</span>
          {COPIES.map(([name, written]) => (
            <button key={name} type="button" onClick={() => tried((question) => copy(written(question), name))}>
              {name}
            </button>
          ))}
        </span>
      </div>
      <p className="bar-said" role={said?.isError ? 'alert' : 'status'}>
        {said?.text}
      </p>
    </>
  );
}

function Day({ editor }) {
  const day = dayOf(useQuestion());
  const input = useRef(null);
  useEffect(() => {
    const isTyping = document.activeElement === input.current;
    if (!isTyping) input.current.value = day ?? '';
  }, [day]);

  function change(to) {
    editor.write(dated(editor.question(), to));
    editor.run();
  }

  /** While a year is typed there is one at every digit: the day is taken when it is whole. */
  function typed({ target }) {
    if (target.value && target.value < FIRST_DAY) return;
    const to = christian(target.value);
    if (to !== target.value) target.value = to;
    change(to);
  }

  return (
    <span className="bar-day">
      <label htmlFor="as-of" title={words.asOfHint}>
        {words.asOf}
      </label>
      <input ref={input} id="as-of" type="date" disabled={day === null} onChange={typed} />
      {day && language === 'th' && <time dateTime={day}>{thai(day)}</time>}
      {day && (
        <button type="button" onClick={() => change('')}>
          {words.today}
        </button>
      )}
    </span>
  );
}

const FIRST_DAY = '1900-01-01';
const FIRST_BUDDHIST_YEAR = 2400;
const BUDDHIST_ERA = 543;

/** A day whose year was typed as one of the Buddhist era, in the Common Era. */
function christian(day) {
  const year = Number(day.slice(0, 4));
  return year < FIRST_BUDDHIST_YEAR ? day : `${year - BUDDHIST_ERA}${day.slice(4)}`;
}

const BUDDHIST = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', { dateStyle: 'medium', timeZone: 'UTC' });

function thai(day) {
  const time = Date.parse(day);
  return Number.isNaN(time) ? day : BUDDHIST.format(time);
}

/** What a link brings is asked at once, also while the page is open; so is what a first visitor finds in the editor. */
function useAddress(editor, isFirstVisit) {
  const isThere = editor !== null;
  useEffect(() => {
    if (isThere && (isFirstVisit || questionIn(location))) editor.run();
  }, [isThere]);
  useEffect(() => {
    function follow() {
      const question = questionIn(location);
      if (!question || !editor) return;
      editor.open(question);
      editor.run();
    }
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  });
}

async function copyLink(question) {
  const link = new URL(fragmentOf(question), location.href);
  history.replaceState(null, '', link);
  await copied(link.href);
  return words.copiedLink;
}

async function copy(text, name) {
  await copied(text);
  return words.copied(name);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    throw new Error(words.notCopied, { cause: error });
  }
}

async function download(question) {
  const name = `${/\bquery\s+(\w+)/.exec(question.query)?.[1] ?? 'mueang'}.csv`;
  const address = URL.createObjectURL(await table(question));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
  return words.saved(name);
}
