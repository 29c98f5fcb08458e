/** How wide a text is, and where it breaks: Thai has no spaces, so words are found by the browser. */

const FONT = "Sarabun, 'Noto Sans Thai', system-ui, sans-serif";
const sheet = document.createElement('canvas').getContext('2d');
const words = new Intl.Segmenter('th', { granularity: 'word' });

/** The font of pictures, as canvas wants it. */
export function fontOf(size, weight = 400) {
  return `${weight} ${size}px ${FONT}`;
}

/** Waits until texts can be measured and painted; a font that cannot be had is done without. */
export async function fontsLoaded() {
  const wanted = [400, 700].map((weight) => document.fonts.load(fontOf(16, weight), 'Mueang เมือง'));
  await Promise.allSettled(wanted);
}

/** How wide a text is. */
export function widthOf(text, size, weight) {
  sheet.font = fontOf(size, weight);
  return sheet.measureText(text).width;
}

/** The pieces between which a text may break; what opens or closes something stays with it. */
function pieces(text) {
  const found = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const closes = !isWordLike && /^[^\s([{“]/u.test(segment);
    if (found.length && (closes || /[([{“]$/u.test(found.at(-1)))) found[found.length - 1] += segment;
    else found.push(segment);
  }
  return found;
}

/** A text in lines of at most some width; what does not fit into `most` lines ends in an ellipsis. */
export function linesOf(text, width, size, { weight, most = 2 } = {}) {
  const lines = [''];
  for (const segment of pieces(text)) {
    const longer = lines.at(-1) + segment;
    if (widthOf(longer.trimEnd(), size, weight) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(segment.trimStart());
  }
  const full = lines.map((line) => line.trim()).filter(Boolean);
  if (full.length <= most) return full;
  return [...full.slice(0, most - 1), shortened(full.slice(most - 1).join(' '), width, size, weight)];
}

/** A text cut to some width. */
export function shortened(text, width, size, weight) {
  if (widthOf(text, size, weight) <= width) return text;
  const kept = pieces(text);
  while (kept.length > 1 && widthOf(`${kept.join('').trimEnd()}…`, size, weight) > width) kept.pop();
  return `${kept.join('').trimEnd()}…`;
}
