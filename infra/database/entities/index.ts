import * as accounts from './accounts.js';
import * as arrangements from './arrangements.js';
import * as assessment from './assessment.js';
import * as attachments from './attachments.js';
import * as audit from './audit.js';
import * as authors from './authors.js';
import * as campaigns from './campaigns.js';
import * as cards from './cards.js';
import * as catalogues from './catalogues.js';
import * as commands from './commands.js';
import * as consultations from './consultations.js';
import * as documents from './documents.js';
import * as duty from './duty.js';
import * as flow from './flow.js';
import * as incidents from './incidents.js';
import * as interviews from './interviews.js';
import * as letterTally from './letter-tally.js';
import * as letters from './letters.js';
import * as notifications from './notifications.js';
import * as processes from './processes.js';
import * as publicInput from './public-input.js';
import * as search from './search.js';
import * as surveys from './surveys.js';
import * as timeLimits from './time-limits.js';

export * from './accounts.js';
export * from './arrangements.js';
export * from './assessment.js';
export * from './attachments.js';
export * from './audit.js';
export * from './authors.js';
export * from './campaigns.js';
export * from './cards.js';
export * from './catalogues.js';
export * from './commands.js';
export * from './consultations.js';
export * from './documents.js';
export * from './duty.js';
export * from './flow.js';
export * from './incidents.js';
export * from './interviews.js';
export * from './letter-tally.js';
export * from './letters.js';
export * from './notifications.js';
export * from './processes.js';
export * from './public-input.js';
export * from './search.js';
export * from './surveys.js';
export * from './time-limits.js';

/** One class for each table: the type of its rows. A test compares them with the schema that the migrations create. */
export const entities = [
  accounts,
  arrangements,
  assessment,
  attachments,
  audit,
  authors,
  campaigns,
  cards,
  catalogues,
  commands,
  consultations,
  documents,
  duty,
  flow,
  incidents,
  interviews,
  letterTally,
  letters,
  notifications,
  processes,
  publicInput,
  search,
  surveys,
  timeLimits,
].flatMap((area) => Object.values(area).filter((value) => typeof value === 'function'));
