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
} as const;
