export const catalogue = {
  // titles of error codes
  COMPARISON_TOO_LARGE: '清单过大,无法比对',
  CATALOGUE_FROZEN: '该版本事项目录已冻结,不能更改',
  RENAME_NOT_ALLOWED: '不能作此更名认定',
} as const;
