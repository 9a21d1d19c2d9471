import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 640;
const HEIGHT = 420;

type Colour = readonly [red: number, green: number, blue: number];

/** A slope with a crack, drawn here because photographs of people's places are not ours to publish. PNG. */
export function drawnPicture(): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: WIDTH }, (_column, x) => colourAt(x, y)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8); // 8 bits of red, green and blue
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function colourAt(x: number, y: number): Colour {
  const ridge = 150 - 70 * Math.sin(x / 150) + 20 * Math.sin(x / 37);
  if (y < ridge) return [190 - y / 6, 205 - y / 8, 220 - y / 12].map(Math.round) as unknown as Colour;
  const crack = 300 + 60 * Math.sin(y / 45) + 14 * Math.sin(y / 9);
  const depth = y - ridge;
  if (depth > 40 && Math.abs(x - crack) < 2 + depth / 60) return [48, 38, 32];
  const grain = (x * 7 + y * 13) % 11;
  return depth < 60 ? [84 + grain, 112 + grain, 62 + grain] : [134 + grain, 104 + grain, 78 + grain];
}
