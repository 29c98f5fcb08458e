/**
 * Pictures to take along: a drawing with its title, its day, release, source and licence in it, as SVG and as PNG.
 *
 * Sheets of styles do not travel, so what they say is written into the shapes. A browser does not wait for the fonts of
 * an SVG that it paints as an image: in a PNG the shapes come from the SVG, and the texts are painted with the fonts of
 * the page. In an SVG the fonts are embedded.
 */

import latin400 from '@fontsource/sarabun/files/sarabun-latin-400-normal.woff2?url';
import latin700 from '@fontsource/sarabun/files/sarabun-latin-700-normal.woff2?url';
import thai400 from '@fontsource/sarabun/files/sarabun-thai-400-normal.woff2?url';
import thai700 from '@fontsource/sarabun/files/sarabun-thai-700-normal.woff2?url';

import { html, svg } from './element.js';
import { fontOf, fontsLoaded, linesOf } from './text.js';

export const WIDTH = 1000;
const MARGIN = 32;
const SHARPNESS = 2;
const FONTS = [
  [thai400, 400, 'U+200C-200D, U+25CC, U+E01-E5B'],
  [thai700, 700, 'U+200C-200D, U+25CC, U+E01-E5B'],
  [latin400, 400, 'U+0-24F, U+2000-206F'],
  [latin700, 700, 'U+0-24F, U+2000-206F'],
];
const OF_SHAPES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'vector-effect'];
const OF_TEXTS = ['fill', 'font-size', 'font-weight', 'text-anchor', 'stroke', 'stroke-width', 'paint-order'];

/** How wide a drawing is in a picture. */
export const INSIDE = WIDTH - 2 * MARGIN;

function written(lines, top, step, style) {
  return lines.map((text, index) => svg('text', { x: MARGIN, y: top + index * step, class: `label ${style}` }, text));
}

/** A drawing between its title and where it comes from: `title`, `about` and `origin` are texts, the last two lists. */
export function framed(drawing, { title, about, origin }) {
  const heading = linesOf(title, INSIDE, 26, { weight: 700, most: 3 });
  const said = about.filter(Boolean).flatMap((text) => linesOf(text, INSIDE, 15, { most: 3 }));
  const { width, height: high } = drawing.viewBox.baseVal;
  const [left, top] = [(WIDTH - width) / 2, MARGIN + heading.length * 34 + said.length * 22 + 12];
  const bottom = top + high + 28;
  const ends = origin.flatMap((text) => linesOf(text, INSIDE, 13, { most: 3 }));
  const height = bottom + ends.length * 20 + MARGIN - 8;
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, class: 'explorer-picture' },
    svg('title', {}, title),
    svg('rect', { width: WIDTH, height, class: 'paper' }),
    written(heading, MARGIN + 22, 34, 'title'),
    written(said, MARGIN + heading.length * 34 + 12, 22, 'about'),
    svg('g', { transform: `translate(${left} ${top})`, class: drawing.getAttribute('class') }, ...drawing.childNodes),
    svg('line', { x1: MARGIN, x2: WIDTH - MARGIN, y1: bottom - 10, y2: bottom - 10, class: 'rule' }),
    written(ends, bottom + 12, 20, 'origin'),
  );
}

/** Write into each shape how it looks, on light paper; links and what is for listeners go. */
function settled(picture) {
  const stage = html('div', { class: 'explorer-paper', 'aria-hidden': 'true', inert: true }, picture);
  document.body.append(stage);
  for (const element of picture.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const names = element.tagName === 'text' ? OF_TEXTS : OF_SHAPES;
    const looks = names.map((name) => [name, style.getPropertyValue(name)]);
    if (element.tagName === 'title' || element.tagName === 'g' || element.tagName === 'a') continue;
    for (const [name, value] of looks) element.setAttribute(name, value);
  }
  stage.remove();
  for (const link of picture.querySelectorAll('a')) {
    link.replaceWith(svg('g', {}, ...link.childNodes));
  }
  for (const element of picture.querySelectorAll('*')) {
    for (const name of ['class', 'tabindex', 'data-code', 'aria-label', 'aria-hidden']) element.removeAttribute(name);
  }
  picture.removeAttribute('class');
  return picture;
}

function textOf(picture) {
  picture.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(picture);
}

async function embedded([address, weight, range]) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `@font-face{font-family:Sarabun;font-weight:${weight};unicode-range:${range};src:url(data:font/woff2;base64,${text})}`;
}

/** The picture as a file of SVG. */
export async function svgFile(picture) {
  const fonts = await Promise.all(FONTS.map(embedded));
  // As text: an element of style in this page would be against its policy.
  const style = `<style>${fonts.join('')}text{font-family:Sarabun,'Noto Sans Thai',sans-serif}</style>`;
  const text = textOf(settled(picture)).replace(/(<svg[^>]*>)/, (opening) => opening + style);
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: 'image/svg+xml' });
}

function loaded(source) {
  const image = new Image();
  image.src = source;
  return image.decode().then(() => image);
}

/** Where a text stands: its own place, and how far the group around it is moved. */
function placeOf(text) {
  const { e, f } = text.parentElement.closest('g[transform]')?.transform.baseVal.consolidate().matrix ?? { e: 0, f: 0 };
  return [Number(text.getAttribute('x')) + e, Number(text.getAttribute('y')) + f];
}

function painted(sheet, text) {
  const [x, y] = placeOf(text);
  sheet.font = fontOf(parseFloat(text.getAttribute('font-size')), text.getAttribute('font-weight'));
  sheet.fillStyle = text.getAttribute('fill');
  sheet.textAlign = { middle: 'center', end: 'right' }[text.getAttribute('text-anchor')] ?? 'left';
  if (text.getAttribute('stroke') !== 'none') {
    sheet.strokeStyle = text.getAttribute('stroke');
    sheet.lineWidth = parseFloat(text.getAttribute('stroke-width'));
    sheet.lineJoin = 'round';
    sheet.strokeText(text.textContent, x, y);
  }
  sheet.fillText(text.textContent, x, y);
}

/** The picture as a file of PNG. */
export async function pngFile(picture) {
  settled(picture);
  await fontsLoaded();
  const texts = [...picture.querySelectorAll('text')];
  const { width, height } = picture.viewBox.baseVal;
  const canvas = html('canvas', { width: width * SHARPNESS, height: height * SHARPNESS });
  const sheet = canvas.getContext('2d');
  const shapes = picture.cloneNode(true);
  for (const text of shapes.querySelectorAll('text')) text.remove();
  const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(shapes))}`);
  sheet.scale(SHARPNESS, SHARPNESS);
  sheet.drawImage(image, 0, 0, width, height);
  for (const text of texts) painted(sheet, text);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** Hand a file to the browser under a name. */
export function download(file, name) {
  const address = URL.createObjectURL(file);
  html('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
