/** Help, privacy, accessibility, map of the site. */
export const site = {
  helpLead: '写信之前、等候答复和看到答复之后，常见的问题都在这里。',
  helpLostTitle: '编号或密码丢了怎么办',
  helpLost:
    '编号和密码只在提交时显示一次，为保护您的个人信息，不能通过电话或网络找回。请先看看当时的照片、图片或打印件；确实找不到的，可以带身份证到州群众工作中心窗口查询。',
  helpRateTitle: '怎样评价',
  helpRate:
    '看到答复后可以评价满意、基本满意或不满意，在期限内可以修改，以最后一次为准。不满意的，由专人复核，理由成立的退回重办。',
  helpWithdrawTitle: '能不能撤回或补充',
  helpWithdraw:
    '答复之前可以撤回，撤回后不再办理。办理机关需要补充时，会在查询页上告诉您要补充什么、到哪天为止。',
  helpSecretTitle: '会不会泄露我的信息',
  helpSecret: '姓名、电话、住址任何时候都不公开。举报信不会转给被反映的单位和个人。',

  privacyLead: '本站只收集办理来信所必需的信息。',
  privacySeeTitle: '谁看得到',
  privacySee: '只有经办您来信的人员。每次查看都有记录。举报信只有纪检监察机关的经办人员看得到。',
  privacyDeviceTitle: '存在您设备上的内容',
  privacyDevice:
    '没有提交的来信自动存在您写信的设备上，提交后即删除；在公用电脑上请勾选「离开时清除」。查询密码只保存在打开的标签页里，关闭即清除。本站不使用跟踪您的技术。',

  accessibilityLead: '本站力求让每个人都能用：看不清、听不见、用不了鼠标，都能写信和查询。',
  accessibilityTextTitle: '大字版、高对比和深色',
  accessibilityText:
    '页面最上方的「大字版」放大全部文字，「高对比」用黑白显示，「深色」适合在暗处看，再按一次恢复。您的选择会记在这台设备上。',
  accessibilityKeysTitle: '只用键盘',
  accessibilityKeys:
    '按 Tab 键依次移到链接、按钮和输入框，按 Enter 键打开或提交，用方向键在选项之间移动。每页第一个链接是「跳到正文」。',
  accessibilityReaderTitle: '读屏软件',
  accessibilityReader: '标题、表单和状态都有文字说明；填写有误时会先读出错误，并能直接移到要修改的地方。',
  accessibilityCaptchaTitle: '没有图形验证码',
  accessibilityCaptcha: '安全验证由浏览器自动完成，不需要看图或听音。',
  accessibilityElseTitle: '还是用不了',
  accessibilityElse: '可以拨打12345，或到州群众工作中心窗口，由工作人员代为登记。',

  sitemapMain: '来信',
  rulesFrom: '{policy}，第{version}版，自{day}起施行。已经开始计算的时限，按开始时的版本。',
  rulesFiles: '下载办理规则',
  rulesFile: '下载（{format}）',
  rulesLink: '各环节的时限、预警和黄红牌、责任追究，见办理规则。',
  sitemapOpen: '公开',
  sitemapBulletins: '检查通报',
  sitemapPolicies: '政策',
  sitemapYear: '本年访谈和调查安排',
  sitemapTakePart: '互动',
  sitemapAbout: '说明',
} as const;
