/** How an account wants the console. */
export const preferences = {
  density: '列表行距',
  comfortable: '宽松',
  normal: '适中',
  compact: '紧凑',
  system: '跟随系统',
  kept: '以上选择随账号保存，在别的电脑登录也一样。',
  notKept: '没有保存到账号，只在这台电脑有效。',
} as const;
