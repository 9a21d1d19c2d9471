import { accountabilityProcess } from './cards/accountability/behaviour.js';
import { campaignDepartmentProcess } from './campaigns/department/behaviour.js';
import { columnArrangementProcess } from './arrangements/behaviour.js';
import { cardAppealProcess } from './cards/appeal/behaviour.js';
import { consultationProcess } from './consultations/behaviour.js';
import type { Process } from './engine/definition/process.js';
import { mailboxLetterProcess } from './letters/behaviour.js';
import { onlineInterviewProcess } from './interviews/behaviour.js';
import { serviceItemCampaignProcess } from './campaigns/behaviour.js';
import { surveyProcess } from './surveys/behaviour.js';

/** Every process and version that may still run. Earlier versions stay until their last case has ended. */
export const processes: readonly Process[] = [
  mailboxLetterProcess,
  cardAppealProcess,
  accountabilityProcess,
  serviceItemCampaignProcess,
  campaignDepartmentProcess,
  columnArrangementProcess,
  surveyProcess,
  onlineInterviewProcess,
  consultationProcess,
];
