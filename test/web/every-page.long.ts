import { testEveryPage } from './every-page.js';
import { LOOKS } from './pages.js';

testEveryPage(LOOKS);
