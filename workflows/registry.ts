import { accountabilityProcess } from './accountability/behaviour.js';
import { campaignDepartmentProcess } from './campaign-department/behaviour.js';
import { campaignDepartmentProcess as campaignDepartmentV2 } from './campaign-department-v2/behaviour.js';
import { columnArrangementProcess } from './column-arrangement/behaviour.js';
import { cardAppealProcess } from './card-appeal/behaviour.js';
import { consultationProcess } from './consultation/behaviour.js';
import type { Process } from './engine/process.js';
import { mailboxLetterProcess } from './mailbox-letter/behaviour.js';
import { onlineInterviewProcess } from './online-interview/behaviour.js';
import { serviceItemCampaignProcess } from './service-item-campaign/behaviour.js';
import { serviceItemCampaignProcess as serviceItemCampaignV2 } from './service-item-campaign-v2/behaviour.js';
import { surveyProcess } from './survey/behaviour.js';

/** Every process and version that may still run. Old versions stay beside new ones until no instance is left. */
export const processes: readonly Process[] = [
  mailboxLetterProcess,
  cardAppealProcess,
  accountabilityProcess,
  serviceItemCampaignProcess,
  serviceItemCampaignV2,
  campaignDepartmentProcess,
  campaignDepartmentV2,
  columnArrangementProcess,
  surveyProcess,
  onlineInterviewProcess,
  consultationProcess,
];
