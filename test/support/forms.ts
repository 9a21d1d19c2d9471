/** A form with files, as a browser sends it. */
export function form(files: readonly { name: string; bytes: Buffer }[]): {
  body: Buffer;
  headers: Record<string, string>;
} {
  const boundary = 'xxBOUNDARYxx';
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
