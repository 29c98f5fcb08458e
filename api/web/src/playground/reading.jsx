// Under an answer: what it cost, and what is left of the quota.

import { useSyncExternalStore } from 'react';
import { current, subscribe } from './meter.js';
import { number, words } from './words.js';

export function Reading() {
  const reading = useSyncExternalStore(subscribe, current);
  const { cost = null, left = null, most, seconds } = reading ?? {};
  return (
    <p className="reading" role="status">
      {cost && <span>{words.cost(number(cost.actual), number(cost.limit))}</span>}
      {left !== null && <span>{words.left(number(left), number(most), number(seconds))}</span>}
    </p>
  );
}
