export const arrangements = {
  // titles of error codes
  ARRANGEMENT_STATE: '安排表当前阶段不允许此操作',

  noArrangement: '没有此安排',
  noTopic: '没有此选题',
  nonePublished: '该年度的安排表尚未公布',
  fileFormat: '文件格式须为以下之一：{formats:list}',
  yearTaken: '{year} 年的安排已存在',
  monthsReversed: '不得早于 firstMonth',
  proposeByYear: '须在 {year} 年或上一年',
  monthOutside: '须为 {first} 至 {last} 月',
  monthMalformed: '须为月份，1 至 12',
  dayMalformed: '须为日，1 至 31',
  dayOutside: '{month} 月须为 1 至 {last} 日',
  notForCancel: '取消选题时不得填写',
  unchanged: '与现有内容相同',

  unitNotAsked: '现在不向该单位征集选题',
  unitNotAskedOrFull: '现在不向该单位征集选题，或其选题已达 {max} 个',
  notArranging: '现在不是统筹安排阶段',
  noChangesNow: '该年度的安排现在不能调整',
  notPublished: '只能调整已公布的选题',
  unitNotAmongAsked: '不是征集选题的单位',

  topicNeeded: '请先添加选题:POST /api/v1/arrangements/{arrangement}/entries',
  topicsLeft: '该单位已有选题，请删除，或改为报送',
  topicsUndecided: '还有 {count} 个选题未决定是否列入安排表',
  notToFulfil: '公布的安排表中没有该单位可开展的此选题',
} as const;
