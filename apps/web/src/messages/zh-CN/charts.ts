/** Around every chart. */
export const charts = {
  asTables: '显示为表格',
  asPictures: '显示为图',
} as const;
