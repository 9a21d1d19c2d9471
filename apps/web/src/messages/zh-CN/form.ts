/** Words of forms on every page of the portal. */
export const form = {
  optional: '可不填',
  counter: '{count} / {max}字',
  summaryOne: '有一处需要修改',
  summaryMany: '有 {count} 处需要修改',
  failed: '没有提交成功',
  required: '请填写{label}',
  chooseOne: '请选择{label}',
  tooShort: '{label}至少{min}个字，还差{missing}个字',
  tooLong: '{label}最多{max}个字，已超出{over}个字',
  verifying: '正在验证，请稍候…',
  sending: '正在提交…',

  files: '照片或文件',
  filesHint: '最多{max}个，每个不超过10 MB；图片、Word、Excel、PDF',
  chooseFiles: '选择文件',
  removeFile: '删除 {name}',
  uploading: '正在上传',
  uploadFailed: '没有传上',
  uploadAgain: '重新上传',
  tooManyFiles: '最多{max}个文件，请先删除再选',
  fileTooLarge: '超过10 MB，请压缩后再传',

  letterNo: '信件编号',
  letterNoExample: '例如 ZX2026000871',
  queryCode: '查询密码',
  queryCodeHint: '10位数字',
} as const;
