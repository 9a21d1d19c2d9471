/** Help, privacy, accessibility, map of the site. */
export const site = {
  helpLead: '写信之前、等候答复和看到答复之后，常见的问题都在这里。',
  helpScopeTitle: '受理范围',
  helpScope:
    '对本州各县（市）人民政府、州直部门工作的咨询、建议、求助、投诉和感谢，以及检举控告。检举控告由纪检监察机关受理。',
  helpNotTitle: '不予受理的',
  helpNot:
    '应当通过诉讼、仲裁、行政复议解决的事项；已有终结性处理意见的事项；正在办理中的同一事项；内容空泛、无法核实的来信。不受理的会说明理由，您可以在规定时间内提出异议。',
  helpLimitTitle: '多久答复',
  helpLimit:
    '承办单位签收后按工作日计时，查询时可以看到承诺的答复日期。延期要经批准，并告诉您新的日期和理由；超过期限的如实显示。',
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
  privacyWhoTitle: '谁在处理您的信息',
  privacyWho: '黔东南州人民政府办公室主办、州群众工作中心承办的州长信箱，以及承办您来信的县（市）和部门。',
  privacyWhatTitle: '收集什么，用来做什么',
  privacyWhat:
    '姓名和电话用于核实情况、通知结果；电子邮箱、住址和附件由您决定是否提供；来信内容用于办理。不用于其他目的，不向无关单位和个人提供。',
  privacySeeTitle: '谁看得到',
  privacySee: '只有经办您来信的人员。每次查看都有记录。举报信只有纪检监察机关的经办人员看得到。',
  privacyPublicTitle: '公开来信',
  privacyPublic:
    '是否同意公开由您单独决定，不影响办理。同意公开的，隐去姓名、电话、住址等信息，并经两人审核后才可能选登。',
  privacyDeviceTitle: '存在您设备上的内容',
  privacyDevice:
    '没有提交的来信自动存在您写信的设备上，提交后即删除；在公用电脑上请勾选「离开时清除」。查询密码只保存在打开的标签页里，关闭即清除。本站不使用跟踪您的技术。',
  privacyRightsTitle: '您的权利',
  privacyRights:
    '您可以查询自己的来信，要求更正或删除个人信息。法律、法规规定必须保存的除外。请联系州群众工作中心。',

  accessibilityLead: '本站力求让每个人都能用：看不清、听不见、用不了鼠标，都能写信和查询。',
  accessibilityTextTitle: '大字版和高对比',
  accessibilityText:
    '页面最上方的「大字版」放大全部文字，「高对比」用黑白显示，再按一次恢复。您的选择会记在这台设备上。',
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
  sitemapAbout: '说明',
} as const;
