/** Notices above the view: what in the address was not understood, that the server is away, and the like. */

import { html } from './element.js';

/** A place for notices, each under a name: a new one takes the place of the old. */
export class Notices {
  constructor(words) {
    this.words = words;
    this.place = html('div', { class: 'notices', role: 'status' });
  }

  /** Show a notice of `text`, with controls after it; `lasting` ones cannot be put away. */
  show(name, text, { controls = [], lasting = false } = {}) {
    const close = html(
      'button',
      { type: 'button', class: 'plain', onclick: () => this.clear(name) },
      this.words.said('dismiss'),
    );
    const notice = html('p', { class: 'notice', 'data-notice': name }, html('span', {}, text), controls, !lasting && close);
    this.clear(name);
    this.place.append(notice);
  }

  clear(name) {
    this.place.querySelector(`[data-notice="${name}"]`)?.remove();
  }
}
