/** Sign-in and session. */
export const session = {
  title: '登录督办',
  lead: '供办信单位、督办单位使用。群众写信、查信请到州长信箱首页，不用登录。',
  username: '账号',
  password: '密码',
  capsLock: '大写锁定已打开',
  wrong: '账号或密码不对。连续输错会暂时锁定账号。',
  unreachable: '连不上服务器，请检查网络后再试。',
  endedTitle: '登录已过期',
  endedText: '请重新登录。本页和您填写的内容都还在。',
  showPassword: '显示密码',
  hidePassword: '隐藏密码',
} as const;
