/** What every page of the console stands in. */
export const shell = {
  seal: '督',
  place: '黔东南州 · 州长信箱',
  pages: '页面',
  work: '工作台',
  me: '我的账号',
  account: '账号与显示',
  search: '页面、操作',
  palette: '快速前往',
  paletteHint: '输入页面或操作的名称，或拼音首字母',
  keys: '快捷键',
  goTo: '去{title}',
  singleKeys: '启用单键快捷键',
  singleKeysNote: '关闭后只有带 Ctrl 的组合键起作用。输入文字时单键从不起作用。',
  beijingTime: '北京时间',
  tabTitle: '{title} · 督办',
  reloaded: '系统刚刚更新，本页已重新载入。您填写的内容都还在。',
} as const;
