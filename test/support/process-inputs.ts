import { arrangementInput } from '../workflows/arrangements/arrangement.js';
import { consultationInput } from '../workflows/consultations/consultation.js';
import { campaignInput, departmentInput } from '../workflows/campaigns/campaign.js';

/** A real input for every process, by its type. */
export const processInputs: Readonly<Record<string, unknown>> = {
  'mailbox-letter.v1': { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: true },
  'card-appeal.v1': { card: 'card-1', process: 'process-1' },
  'accountability.v1': { card: 'card-1', process: 'process-1', unit: null },
  'service-item-campaign.v1': campaignInput(['FGW', 'JYJ']),
  'campaign-department.v1': departmentInput('FGW'),
  'column-arrangement.v1': arrangementInput(['FGW', 'JYJ']),
  'survey.v1': { unit: 'JYJ', office: 'XXB', questionnaireBy: '2015-06-16' },
  'online-interview.v1': { unit: 'ZJJ', office: 'XXB', liveOn: '2026-12-31' },
  'consultation.v1': consultationInput,
};
