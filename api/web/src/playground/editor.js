// The question in the editor: read it, change it, open another one. The only module that knows how the editor is told.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useMemo } from 'react';

/** Where panel, editor and answer stand side by side; else they are below each other. */
export const WIDE = matchMedia('(min-width: 50rem)');

/** The question of the tab that is open: a moment behind its text, and for showing only. */
export function useQuestion() {
  const { query, variables } = useGraphiQL(({ tabs, activeTabIndex }) => ({
    query: tabs[activeTabIndex]?.query ?? '',
    variables: tabs[activeTabIndex]?.variables ?? '',
  }));
  return useMemo(() => ({ query, variables }), [query, variables]);
}

/** What can be done with the editor; null until it is there. */
export function useEditor() {
  const { queryEditor, variableEditor, responseEditor, tabs } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    responseEditor: state.responseEditor,
    tabs: state.tabs,
  }));
  const { addTab, changeTab, run, setVisiblePlugin } = useGraphiQLActions();
  if (!queryEditor || !variableEditor || !responseEditor) return null; // what runs needs all three

  const question = () => ({ query: queryEditor.getValue(), variables: variableEditor.getValue() });

  function write({ query, variables }) {
    replace(queryEditor, query);
    replace(variableEditor, variables ?? '');
  }

  /** Open a question in the tab that holds it, in one that may go (`disposable`), or in a new one. */
  function open(wanted, disposable = isBlank) {
    const index = tabs.findIndex((each) => same(each, wanted));
    if (same(question(), wanted)) return;
    if (index >= 0) changeTab(index);
    else {
      if (!disposable(question())) addTab();
      write(wanted);
    }
  }

  /** Make room: where there is little, a panel hides what was opened from it. */
  function show() {
    if (!WIDE.matches) setVisiblePlugin(null);
  }

  return { question, write, open, show, run };
}

/** Lets the browser break the lines of answers: the editor would break Thai within a syllable, vowels off their letter. */
export function useThaiLines() {
  const { responseEditor } = useGraphiQL((state) => ({ responseEditor: state.responseEditor }));
  useEffect(() => responseEditor?.updateOptions({ wrappingStrategy: 'advanced' }), [responseEditor]);
}

const isBlank = ({ query }) => !query.replaceAll(/#[^\n]*/g, '').trim();

const same = (one, other) => (one.query ?? '') === other.query && (one.variables ?? '').trim() === (other.variables ?? '').trim();

/** Replace a text so that it can be undone. */
function replace(editor, text) {
  if (editor.getValue() === text) return;
  editor.pushUndoStop();
  editor.executeEdits('page', [{ range: editor.getModel().getFullModelRange(), text }]);
  editor.pushUndoStop();
}
