import { testEveryPage } from './every-page.js';
import { SHORT_LOOKS } from './pages.js';

testEveryPage(SHORT_LOOKS);
