const FULL_WIDTH: Readonly<Record<string, string>> = { ':': '：', ',': '，', ';': '；' };

/**
 * Titles of the API as Chinese is set: `登记审核:受理(咨询)` -> `登记审核：受理（咨询）`. Not for what people have written, which
 * stays as it is.
 */
export const fullWidth = (title: string): string =>
  title
    .replace(/\(([^()]*\p{Script=Han}[^()]*)\)/gu, '（$1）')
    .replace(
      /([\p{Script=Han}）])([:,;])/gu,
      (_match, before: string, mark: string) => before + FULL_WIDTH[mark]!,
    )
    .replace(/,(?=\p{Script=Han})/gu, '，');
