export const letters = {
  // titles of error codes
  CONFLICT_OF_INTEREST: '来信涉及该单位,须回避',
  CONFLICT_UNACKNOWLEDGED: '来信涉及该单位,转办须说明理由',
  UNIT_OUTSIDE_COUNTY: '只能在本县(市)范围内转办',
  MERGE_TARGET_INVALID: '不能并入该信件',
  MERGE_JOINS_ACCUSATION: '检举控告不得与其他来信合并',
  EXTENSION_NOT_ALLOWED: '不符合延期条件',
  COMPLEX_UNDECIDED: '须先认定为复杂事项',
  COMPLEX_NOT_ALLOWED: '不符合认定为复杂的条件',
  DISPUTE_TOO_LATE: '已超过申请退件的期限',
  RATING_CLOSED: '现在不能评价',

  leadAmongCoUnits: '协办单位不得包括主办单位',
  numberFormat: '请填写信件编号,例如 ZX2026000012',

  noLetter: '没有此信件',
  wrongCredentials: '信件编号或查询码不正确,请核对后重试',
  notWaiting: '信件现在不能办理此事项,可办理的事项请重新查询信件',
  ratingsUsedUp: '评价最多可更改 {max} 次,请提交最终评价(final)',
  mergeUnderWay: '另一封来信正在并入此信,现在不能撤回,请稍后再试',

  aboutUnit: '来信涉及单位 {unit} 或其上级,交其办理须说明理由',
  accusesUnit: '来信反映单位 {unit} 或其上级,不得交其办理',
  noOfficeLeft: '涉及的单位回避后,没有可以办理此信的机关',
  noOfficeForWriter: '可以受理此信的机关均在所反映的单位之列,请直接向纪检监察机关反映',
  atWork: '单位 {unit} 已在办理此信',
  coHandles: '单位 {unit} 已是协办单位',
  outsideCounty: '须为单位 {unit} 所在县(市)的其他单位',

  notComplexYet: '须先认定为复杂事项:请按来信原类别办理',
  noHandlingLimit: '此信现在没有计算中的办理期限',
  complexNoLonger: '复杂事项的期限不长于此信现有期限,不能认定为复杂',
  complexExtended: '此信已经延期,不能再认定为复杂',
  extensionNever: '现行期限规定不允许此信延期',
  extensionOtherForm: '现行期限规定不以工作日计算延期',
  extensionNotLater: '延期后的办理期限须晚于现有期限',
  extensionTooOften: '此信已按规定的次数延期,不能再延期',
  extensionCapReached: '此信的办理期限已达规定的上限,不能延期',
  extensionTooLate: '已过申请延期的时间,须在办理期限届满前提前申请',
  extensionTooLong: '按现行期限规定至多可延长 {max} 个工作日',
  disputeEnded: '申请退件的时间已于{until:instant}截止',

  separated: '您的来信并入的信件已终止办理,您的来信现恢复单独登记审核。',

  accusationWord: '来信含有“{word}”,请核实是否属于检举控告',
  unitMentioned: '来信提到{unit},请核实是否反映该单位的问题,需要回避的请补充为涉及单位',

  mergeTarget: '须为另一封正在办理的来信,未被拒绝受理,也未并入其他来信',
  mergeAccusation: '检举控告不得与其他来信合并,请单独登记',
} as const;
