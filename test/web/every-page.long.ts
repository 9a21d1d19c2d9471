import { testEveryPage } from './every-page.js';
import { LOOKS } from './pages.js';

testEveryPage({ portal: LOOKS, console: LOOKS });
