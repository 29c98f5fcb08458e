// What the docs load: how they look, and that queries are run where they stand.

import './docs.css';
import { runnable } from './run.js';

for (const place of document.querySelectorAll('.query')) runnable(place);
