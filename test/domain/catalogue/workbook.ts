import writeXlsxFile from 'write-excel-file/node';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export type CellValue = string | number | Date | null;

/** An XLSX as a spreadsheet program writes it. */
export async function workbook(...sheets: { name: string; rows: CellValue[][] }[]): Promise<Buffer> {
  const data = sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row) =>
      row.map((value) =>
        value === null ? null : value instanceof Date ? { value, format: 'yyyy-mm-dd' } : { value },
      ),
    ),
  }));
  return writeXlsxFile(data).toBuffer();
}

/** One sheet of the usual columns. */
export const list = (...rows: CellValue[][]): Promise<Buffer> =>
  workbook({ name: '清单', rows: [['部门', '事项编码', '事项名称', '类别', '指南地址'], ...rows] });

/** The same archive with one part exchanged. */
export function withPart(archive: Buffer, name: string, change: (content: string) => string): Buffer {
  return zip(
    unzip(archive).map((part) =>
      part.name === name ? { name, content: Buffer.from(change(part.content.toString('utf8'))) } : part,
    ),
  );
}

export interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the archive says the size is. @default the truth */
  readonly stated?: number;
}

export function unzip(archive: Buffer): Part[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const content = archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return { name, content };
  });
}

export function zip(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stated = content.length } of parts) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(stated, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** Node encodes to UTF-8 only: turns its decoder around, for the two-byte characters. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low !== 0x7f) codes.set(decoder.decode(Buffer.from([high, low])), [high, low]);
    }
  }
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : codes.get(c)!)));
}
