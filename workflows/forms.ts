import { forms as accountability } from './cards/accountability/forms.js';
import { forms as campaignDepartment } from './campaigns/department/forms.js';
import { forms as cardAppeal } from './cards/appeal/forms.js';
import { forms as columnArrangement } from './arrangements/forms.js';
import { forms as consultation } from './consultations/forms.js';
import { forms as mailboxLetter } from './letters/forms.js';
import { forms as onlineInterview } from './interviews/forms.js';
import { forms as serviceItemCampaign } from './campaigns/forms.js';
import { forms as survey } from './surveys/forms.js';
import type { RuntimeForms } from './fields/runtime-forms.js';

/** Forms of every registered process, by `<key>.v<version>`. Not part of the workflow bundle, which holds no schemas. */
export const formsByType: Readonly<Record<string, RuntimeForms>> = {
  'mailbox-letter.v1': mailboxLetter,
  'card-appeal.v1': cardAppeal,
  'accountability.v1': accountability,
  'service-item-campaign.v1': serviceItemCampaign,
  'campaign-department.v1': campaignDepartment,
  'column-arrangement.v1': columnArrangement,
  'survey.v1': survey,
  'online-interview.v1': onlineInterview,
  'consultation.v1': consultation,
};
