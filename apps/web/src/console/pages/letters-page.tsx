import { filterOf } from '../../features/letters/letters-search.js';
import { LettersPage as Letters } from '../../features/letters/staff/letters-page.js';
import { ViewTools } from '../../features/views/staff/view-tools.js';

/** The list of letters with its saved views. */
export const LettersPage = () => (
  <Letters tools={(search) => <ViewTools page="letters" filter={filterOf(search)} />} />
);
