/**
 * What an inspection saw, for people: the inspector says it in English sentences of its own, which are kept as evidence. What
 * is not known here is shown as it is.
 */
export function seenInChinese(seen: string): string {
  return said(SENTENCES, seen) ?? knownReason(seen) ?? said(NAMED, seen) ?? failureInChinese(seen);
}

type Sentence = readonly [pattern: RegExp, text: (parts: readonly string[]) => string];

const SENTENCES: readonly Sentence[] = [
  [/^no label for (.+)$/, ([element]) => `页面上没有“${element}”`],
  [
    /^listed, but its page cannot be read: (.+)$/,
    ([why]) => `列表里有，但页面打不开：${failureInChinese(why!)}`,
  ],
  [/^listed, but its page is no guide$/, () => '列表里有，但打开的不是办事指南'],
  [/^no item of this name; similar: (.+)$/, ([name]) => `没有同名事项，相近的是“${name}”`],
  [/^no guide and no link with this name on the site$/, () => '网站上没有它的办事指南，也没有同名链接'],
  [
    /^(.+); (\d+) of (\d+) items could not be looked for$/,
    ([why, unseen, all]) => `${reasonInChinese(why!)}，${all}个事项中有${unseen}个无法查找`,
  ],
  [/^not found; (.+)$/, ([why]) => `没有找到；${reasonInChinese(why!)}`],
  [/^a guide without a name of its item$/, () => '办事指南没有写事项名称'],
  [/^an item that the catalogue does not hold$/, () => '目录里没有这个事项'],
  // An element with the place of its label, which is a path in the page.
  [
    /^([\u4e00-\u9fff]{4}): (.+) \([^()]*(?:\([^()]*\)[^()]*)*\)$/,
    ([element, why]) => `${element}：${reasonInChinese(why!)}`,
  ],
];

/** A form or a system with its name. */
const NAMED: readonly Sentence[] = [[/^(.+?): (.+)$/, ([name, why]) => `${name}：${reasonInChinese(why!)}`]];

/** Reasons of readings, files and pages. */
const REASONS: Readonly<Record<string, string>> = {
  empty: '没有内容',
  'no value': '没有内容',
  placeholder: '写的是“无”“详见附件”之类，没有内容',
  'refers to nothing': '让人看别处，但没有指明',
  'refers to what stands above': '只写“同上”',
  'only refers to a rule': '只写按规定',
  'names no item': '没有写事项名称',
  'said in a sentence': '写在句子里，没有单列',
  'test data': '测试数据',
  'another label as the value': '内容是另一个标题',
  'picture cannot be shown': '图片打不开',
  'picture could not be fetched': '图片没有取到',
  'picture without a text alternative': '只有图片，没有文字',
  'only mobile numbers': '只有手机号',
  'no valid telephone number': '没有有效的电话号码',
  'no document named in 《》': '没有写依据的文件名称',
  'a time limit instead of office hours': '写的是办理时限，不是办公时间',
  'label says time limit': '标题写的是办理时限',
  'no time recognised': '看不出办理时间',
  'no address recognised': '看不出办理地点',
  'only a link': '只有一个链接',
  'too short': '内容太短',
  'items on the page differ': '同一页上的事项内容不一',
  'needs a browser': '须用浏览器打开',
  'its scripts could not fetch everything': '页面脚本没有取全内容',
  'a frame could not be read': '页面里的框架没有打开',
  'the page is longer than what was read of it': '页面过长，没有读完',
  "a file on the author's machine": '链接指向制作者自己电脑里的文件',
  'robots.txt forbids it': '网站不允许检查程序访问',
  'a viewer, whose file is not where its address says': '在线预览，原文件不在标明的地址',
  'empty file': '文件是空的',
  'empty page': '页面是空的',
  'a web page instead of the file': '打开的是网页，不是文件',
  'a web page that asks for something first': '先要求填写或登录',
  'a web page that only its script shows': '页面只有脚本运行后才显示',
  'a web page under the name of a document': '用文档的名称，实际是网页',
  'an error page with status 200': '打开的是出错页',
  'a page that asks for something first': '先要求填写或登录',
  'a page that only its script shows': '页面只有脚本运行后才显示',
  'status 202: not ready yet': '还没有生成',
  'opened by a script': '由脚本打开，无法自动检查',
  'the materials name a form; the page offers no file': '办理材料里提到表格，页面没有提供',
  'the site stopped answering': '网站中途停止响应',
  'only a script opens its first page': '首页只能由脚本打开',
  'nothing leads on from its first page': '首页没有可以继续的链接',
};

const FAILURES: Readonly<Record<string, string>> = {
  'bad address': '地址有误',
  'address refused': '地址不在公共网络',
  'name not found': '域名不存在',
  'no connection': '连接不上',
  timeout: '超时没有响应',
  tls: '证书有问题',
  'redirect loop': '循环跳转',
  'connection lost': '连接中断',
  'bad response': '响应有误',
  'error page': '打开的是出错页',
  'not a page': '不是网页',
  'empty page': '页面是空的',
  'needs a browser': '须用浏览器打开',
  'robots.txt': '网站不允许检查程序访问',
  'error status': '返回错误',
};

const PATTERNS: readonly Sentence[] = [
  [/^stopped after (\d+) pages$/, ([n]) => `读满${n}个网页后停止`],
  [/^stopped after (\d+) minutes$/, ([n]) => `检查满${n}分钟后停止`],
  [/^status (\d+)$/, ([status]) => `返回错误${status}`],
  [/^(\d+) of (\d+) bytes came$/, ([came, all]) => `${all}字节只收到${came}字节`],
  [/^the name promises .+, the file is .+$/, () => '文件类型与名称不符'],
  [/^did not end within \d+ bytes$/, () => '文件过大，没有下载完'],
  [/^certificate: .+$/, () => '证书有问题'],
  [/^opened by a (?:script|form); (.+)$/, ([why]) => `由脚本或表单打开；${reasonInChinese(why!)}`],
  [/^the site cannot be read: error pages with status 200.*$/, () => '网站不能访问：除首页外都是出错页'],
  [/^the site cannot be read: (.+)$/, ([why]) => `网站不能访问：${failureInChinese(why!)}`],
  [/^further pages of (\d+) lists? could not be turned to$/, ([n]) => `有${n}个列表不能翻页`],
  [/^(\d+) pages? could not be read$/, ([n]) => `有${n}个网页打不开`],
  [/^(\d+) pages? could not be read as a whole$/, ([n]) => `有${n}个网页没有读全`],
  [/^(\d+) links? (?:was|were) not followed$/, ([n]) => `有${n}个链接没有打开`],
];

const reasonInChinese = (reason: string): string => knownReason(reason) ?? failureInChinese(reason);

const knownReason = (reason: string): string | undefined => REASONS[reason] ?? said(PATTERNS, reason);

function said(sentences: readonly Sentence[], text: string): string | undefined {
  for (const [pattern, inChinese] of sentences) {
    const match = pattern.exec(text);
    if (match) return inChinese(match.slice(1));
  }
  return undefined;
}

/** `timeout (ETIMEDOUT)`, `error status status 404`: the kind of failure, and the status where there is one. */
function failureInChinese(failure: string): string {
  const status = /\bstatus (\d+)/.exec(failure)?.[1];
  if (status !== undefined) return `返回错误${status}`;
  const kind = Object.keys(FAILURES).find((name) => failure.startsWith(name));
  return kind === undefined ? failure : FAILURES[kind]!;
}
