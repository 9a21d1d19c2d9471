import type { CampaignDepartmentInput } from '../../../workflows/campaigns/department/behaviour.js';
import type { CampaignDates, ServiceItemCampaignInput } from '../../../workflows/campaigns/behaviour.js';

export const CAMPAIGN = '00000000-0000-4000-8000-0000000000c0';

/** The plan of 2015, as written. */
export const dates: CampaignDates = {
  noticeBy: '2015-05-15',
  contactBy: '2015-05-18',
  listBy: '2015-06-01',
  catalogueBy: '2015-06-01',
  inspectionBy: '2015-06-18',
  reportBy: '2015-06-21',
  rectifyBy: '2015-07-15',
  lateUntil: '2015-07-22',
  recheckBy: '2015-07-28',
  problemReportBy: '2015-07-31',
  bulletinBy: '2015-08-07',
};

export const campaignInput = (departments: readonly string[]): ServiceItemCampaignInput => ({
  campaign: CAMPAIGN,
  centre: 'ZWZX',
  government: 'ZFB',
  departments,
  dates,
});
export const departmentInput = (unit: string): CampaignDepartmentInput => ({
  campaign: CAMPAIGN,
  unit,
  centre: 'ZWZX',
  government: 'ZFB',
  dates,
});
