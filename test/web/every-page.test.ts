import { testEveryPage } from './every-page.js';
import { USUAL_LOOKS } from './pages.js';

testEveryPage(USUAL_LOOKS);
