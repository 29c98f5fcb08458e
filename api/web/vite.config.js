// How the pages are built: one entry a page, all of it served under /static/ with names that hold a hash.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig } from 'vite';

import { explorerDocuments } from './documents.js';
import { outlines } from './outlines.js';

const OUT = 'built';

/** What is compressed already, or read by the server only. */
const AS_IT_IS = /\.(woff2?|png|br|gz)$|^\.vite/;

const CODINGS = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/** Puts a compressed copy beside each file that gets smaller by it: the server sends those as they are. */
const precompressed = {
  name: 'precompressed',
  async writeBundle() {
    const entries = await readdir(OUT, { recursive: true, withFileTypes: true });
    const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    await Promise.all(files.filter((file) => !AS_IT_IS.test(file.slice(OUT.length + 1))).map(compress));
  },
};

async function compress(file) {
  const bytes = await readFile(file);
  for (const [suffix, coding] of Object.entries(CODINGS)) {
    const smaller = await coding(bytes);
    if (smaller.length < bytes.length) await writeFile(`${file}.${suffix}`, smaller);
  }
}

export default defineConfig({
  base: '/static/',
  publicDir: 'public',
  plugins: [outlines, explorerDocuments, precompressed],
  worker: { format: 'es' },
  build: {
    outDir: OUT,
    target: 'es2022',
    manifest: true,
    license: { fileName: 'notices.md' },
    assetsInlineLimit: 0, // the policy of our pages allows no `data:` but for images
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000, // the editor of the playground
    rollupOptions: {
      // Libraries say "use client" for servers that render: nothing here does.
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
      input: {
        site: 'src/site.js',
        docs: 'src/site/docs.js',
        explorer: 'src/explorer/main.js',
        playground: 'src/playground/main.jsx',
      },
    },
  },
});
