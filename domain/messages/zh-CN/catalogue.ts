export const catalogue = {
  // titles of error codes
  COMPARISON_TOO_LARGE: '清单过大,无法比对',
  CATALOGUE_FROZEN: '该版本事项目录已冻结,不能更改',
  RENAME_NOT_ALLOWED: '不能作此更名认定',

  noVersion: '没有此版本的事项目录',
  noItem: '没有此事项',
  unitsDiffer: '两个事项不属于同一单位,不能认定为更名',
  sameVersion: '两个事项在同一版本的目录中,不能认定为更名',
  renamedAlready: '其中一个事项已确认为另一事项的更名,请先撤销该认定',
} as const;
