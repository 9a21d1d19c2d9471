import { inLooks, testEveryPage } from './every-page.js';
import { LOOKS } from './pages.js';

testEveryPage(inLooks({ portal: LOOKS, console: LOOKS }));
