/** Notifications of the account. */
export const notifications = {
  title: '通知',
  bell: '通知，{n}条未读',
  bellNone: '通知，没有未读的',
  many: '99+',
  readAll: '全部标为已读',
  unread: '未读',
  empty: '没有通知',
  emptyText: '交给您、退回给您的事，时限将到和亮牌，会在这里提醒。',
  more: '更早的',
  desktop: '桌面提醒',
  desktopNote: '只在这台电脑上，只在工作日办公时间（8:30–12:00，14:00–17:30）提醒；内容只有编号。',
  desktopDenied: '浏览器不允许本站提醒，请在浏览器的网站设置里打开。',
  desktopTitle: '督办',
} as const;
