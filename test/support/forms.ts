/** Required file name of a fallback list. */
export const FALLBACK_LIST = {
  name: '黔东南州人民政府各部门行政权力清单',
  number: '第十二届州人民政府第三十八次常务会议',
  date: '2011-08-08',
};

/** A multipart form as a browser sends it: texts, then files. */
export function form(
  files: readonly { name: string; bytes: Buffer }[],
  texts: Readonly<Record<string, string>> = {},
): {
  body: Buffer;
  headers: Record<string, string>;
} {
  const boundary = 'xxBOUNDARYxx';
  const fields = Object.entries(texts).map(([name, text]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`),
  );
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...fields, ...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
