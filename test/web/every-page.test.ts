import { inLooks, testEveryPage } from './every-page.js';
import { USUAL_LOOKS } from './pages.js';

testEveryPage(inLooks(USUAL_LOOKS));
