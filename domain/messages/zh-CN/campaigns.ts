export const campaigns = {
  // titles of error codes
  LIST_REJECTED: '清单有误，未导入',

  noCampaign: '没有此项清理检查',
  noBulletin: '没有此通报',
  noDepartment: '此项清理检查中没有该单位',
  noList: '没有此清单',
  noListTask: '该单位目前没有报送清单的任务',
  noFindingToReview: '没有此问题，或已不需审核',
  noStoredPage: '没有此问题，或没有存下当时的网页',
  findingNotOpen: '本单位没有待整改的问题 {finding}',
  findingAskedBefore: '问题 {finding} 此前已请本单位确认，不能再提出异议',
  listNotUploaded: '须为本单位为此上传的清单',
  fallbackListUnknown: '须为经 POST /api/v1/fallback-lists 上传的清单',
  fallbackListLacksUnit: '清单中没有单位 {unit} 的事项',

  presetUnknown: '没有此预置方案，只有：{presets:list}',
  requiredWithoutPreset: '不选用预置方案时必须填写',
  firstDayNeedsPreset: '须同时选用预置方案',
  ownCentreOnly: '只能以本单位为组织单位',
  networkNotAllowed: '网段 {network} 不在 DUBAN_INSPECT_ALLOW 之列',
  noEarlierCampaign: '没有本单位组织的此项清理检查',
  campaignNotEnded: '该项清理检查尚未结束',
  dateBefore: '不得早于“{other}”',
  calendarProvisional: '{day} 所在年份的日历尚未公布',
  notWorkingDay: '{day} 不是工作日（{rest}），按原文存储；此前最后工作日为 {last}',
} as const;
