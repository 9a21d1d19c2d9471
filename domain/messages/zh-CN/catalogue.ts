export const catalogue = {
  // titles of error codes
  COMPARISON_TOO_LARGE: '清单过大，无法比对',
  CATALOGUE_FROZEN: '该版本事项目录已冻结，不能更改',
  RENAME_NOT_ALLOWED: '不能作此更名认定',

  comparisonTakesTooLong: '比对超过 {seconds} 秒，请分部门比对',
  comparisonTakesTooMuchMemory: '比对所用内存超过 {size:bytes}，请分部门比对',
  tooManyListTasks: '正在读取和比对的清单过多，请稍后再试',
  listRejected: '清单有 {count} 处错误，未导入任何事项',

  // faults of a list, and what to do about them: the file
  fileEmpty: '文件是空的。请重新导出清单后上传。',
  fileTooLarge: '文件有 {size:bytes}，上限 {max:bytes}。请按部门拆分清单后分别上传。',
  fileIsPdf:
    '文件内容是 PDF，不是电子表格。改扩展名不能转换格式，请用表格软件打开原清单，另存为 .xlsx 或 .csv 后上传。',
  fileIsOldExcel: '文件是旧版 Excel（.xls）或加了密码。请取消密码，另存为 .xlsx 后上传。',
  fileIsWebPage:
    '文件内容是网页，其中没有可读的表格。改扩展名不能转换格式，请用表格软件打开原清单，另存为 .xlsx 后上传。',
  fileIsXmlTable: '文件内容是 Excel 2003 的 XML 表格。请用表格软件打开，另存为 .xlsx 后上传。',
  fileIsXml: '文件内容是 XML,不是 .xlsx 或 .csv。请另存为 .xlsx 或 .csv 后上传。',
  fileIsOtherDocument: '文件内容是{type}，不是 .xlsx 或 .csv。请另存为 .xlsx 或 .csv 后上传。',
  fileTypeUnknown: '文件不是 .xlsx 或 .csv。请另存为 .xlsx 或 .csv 后上传。',
  fileDamaged: '文件已损坏，无法读取。请用表格软件打开确认，重新另存为 .xlsx 后上传。',
  fileUnpackedTooLarge:
    '文件解压后过大，上限 {max:bytes}、{parts} 个部件。请删除清单以外的工作表、图片和大片空白格后重新上传。',
  tooManyCells: '表格过大，上限 {cells} 个单元格。请删除清单以外的内容和大片空白格后重新上传。',
  sheetTooLarge:
    '工作表过大，每张上限 {rows} 行、{cells} 个单元格。请删除清单以外的内容和大片空白格后重新上传。',
  tooManyMergedCells: '合并单元格过多。请取消清单以外的合并单元格后重新上传。',
  fileTakesTooLong: '读取文件超过 {seconds} 秒。请按部门拆分清单后分别上传。',
  fileTakesTooMuchMemory: '读取文件所用内存超过 {size:bytes}。请按部门拆分清单后分别上传。',
  encodingUnknown: '文字编码无法识别。请将 CSV 另存为 UTF-8 编码后上传。',
  quoteNotClosed:
    '引号没有成对，后面的行被并入一个单元格（{value}）。请补全该行的引号，或另存为 .xlsx 后上传。',
  // the table
  headerMissing:
    '没有找到表头。表头须在前20行内，且含“事项名称”一列；“部门”“事项编码”“类别”“指南地址”各列按需填写。',
  headerUnknown:
    '没有找到表头。表头须在前20行内，且含“事项名称”一列；“部门”“事项编码”“类别”“指南地址”各列按需填写。最像表头的是第 {row} 行（{titles:list}），其中没有认得出的事项名称列，请把该列的列名改为“事项名称”。',
  headerHidden: '没有找到表头，隐藏的工作表不读取：{sheets:list}。请取消隐藏后重新上传。',
  headerRepeated: '表头中有两列含义相同（“{first}”与“{second}”）。请只保留其中一列。',
  unitColumnMissing: '没有“部门”一列。请增加“部门”列，或由部门账号上传本部门的清单。',
  columnHidden: '该列已隐藏。请取消隐藏，核对后上传；不报送的列请删除。',
  listEmpty: '清单中没有事项。请填写事项后重新上传；确无事项的，请书面说明。',
  tooManyRows: '行数过多，上限 {max} 行。请按部门拆分清单后分别上传。',
  // a row
  rowTooLong:
    '该行有 {cells} 列，多于表头的 {columns} 列（{value}）。请检查该行是否有未加引号的分隔符，或补全表头。',
  rowHidden: '该行已隐藏（{value}）。请取消隐藏；不报送的行请删除。',
  rowMerged: '整行合并，不是事项（{value}）。请逐列填写；小标题、说明等行请删除。',
  nameMissing: '没有事项名称。请填写事项名称；多余的行请删除。',
  nameWithoutWords: '事项名称中没有文字（{value}）。请填写事项名称全称。',
  textTooLong: '内容有 {length} 字，上限 {max} 字（{value}）。请缩短内容，只填写该列应有的信息。',
  cellError: '单元格是公式错误值（{value}）。请改正公式，或把结果粘贴为数值。',
  cellIsFormula: '单元格是没有结果的公式（{value}）。请把公式的结果粘贴为数值。',
  characterLost: '单元格中有无法识别的字符（{value}）。请重新填写该单元格，或将文件另存为 UTF-8 编码后上传。',
  digitsLost: '以数字保存，部分位数可能已丢失（{value}）。请将该列设为“文本”格式后重新填写完整编码。',
  cellNotText: '单元格不是文字（{value}）。请将该列设为“文本”格式后重新填写。',
  unitMissing: '没有部门。请填写部门名称、简称或代码。',
  unitUnknown: '单位名录中没有该部门（{value}）。请使用单位名录中的全称、简称或代码。',
  unitUnknownSimilar:
    '单位名录中没有该部门（{value}），是否为“{similar}”？请使用单位名录中的全称、简称或代码。',
  unitAmbiguous: '该名称对应多个部门（{value}）。请改用部门代码。',
  unitNotYours: '不是报送单位的事项（{value}）。请只报送本单位的事项。',
  categoryUnknown: '类别无法识别（{value}）。请填写：行政审批、非行政审批、其他。',
  urlInvalid: '指南地址不是网址（{value}）。请填写以 http:// 或 https:// 开头的完整网址，或留空。',
  codeRepeated: '事项编码在本部门内重复（{value}），与第 {row} 行相同。请改正编码；同一事项请只保留一行。',
  codeRepeatedInSheet:
    '事项编码在本部门内重复（{value}），与“{sheet}”第 {row} 行相同。请改正编码；同一事项请只保留一行。',
  itemRepeated: '事项在本部门内重复（{value}），与第 {row} 行相同。请删除重复的行。',
  itemRepeatedInSheet: '事项在本部门内重复（{value}），与“{sheet}”第 {row} 行相同。请删除重复的行。',

  noVersion: '没有此版本的事项目录',
  noItem: '没有此事项',
  unitsDiffer: '两个事项不属于同一单位，不能认定为更名',
  sameVersion: '两个事项在同一版本的目录中，不能认定为更名',
  renamedAlready: '其中一个事项已确认为另一事项的更名，请先撤销该认定',
} as const;
