import { bestPath } from '../../../domain/redaction/lac/viterbi.js';
import { piecesOf } from '../../../domain/redaction/lac/tagger.js';
import { readFloats } from '../../../domain/redaction/lac/model-files.js';

it('without transitions the best tag of each position wins', () => {
  expect([...bestPath(Float32Array.of(1, 0, 0, 1, 1, 0), new Float32Array(4), 2)]).toEqual([0, 1, 0]);
});

it('a forbidden transition costs the second best tag', () => {
  const transitions = Float32Array.of(0, -100, 0, 0);
  expect([...bestPath(Float32Array.of(1, 0.5, 0, 1), transitions, 2)]).toEqual([1, 1]);
});

it('no position has no path', () => {
  expect([...bestPath(new Float32Array(), new Float32Array(4), 2)]).toEqual([]);
});

it('pieces of a text know where they stand, and part no surrogate pair', () => {
  const text = `甲。\n${'𠮷'.repeat(300)}乙！abc。`;
  for (const { piece, offset } of piecesOf(text)) {
    expect(text.slice(offset, offset + piece.length)).toBe(piece);
    expect(piece).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
  }
});

it('an array of another type than 32-bit floats is refused', () => {
  const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n";
  const file = Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]),
    Buffer.from(header),
  ]);
  expect(() => readFloats(file)).toThrow('32-bit floats');
});
