/** Search over cases and units. */
export const search = {
  cases: '事项',
  units: '单位',
  lettersOfUnit: '{unit} 经过的信件',
  recent: '刚才找过',
  pages: '页面与操作',
  nothing: '没有找到。事项按编号开头，或标题、正文、答复里的两个字以上来找。',
  searching: '正在查找',
  failed: '没有查到，请再试一次。',
  hint: '输入编号、两个字以上的词、单位，或页面名称',
  all: '在信件里查「{words}」',
  comma: '，',
} as const;
