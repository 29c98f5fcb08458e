// What every page loads: fonts, colours and the layout; and the language switch, which keeps the fragment too.

import '@fontsource/sarabun/thai-400.css';
import '@fontsource/sarabun/thai-700.css';
import '@fontsource/sarabun/latin-400.css';
import '@fontsource/sarabun/latin-700.css';
import './site.css';
import './thing.css';

for (const link of document.querySelectorAll('a[data-keeps-fragment]')) {
  link.addEventListener('click', () => {
    link.hash = location.hash;
  });
}
