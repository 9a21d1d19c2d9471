import { expect, it } from '@jest/globals';
import { pageText } from '../../../domain/inspection/page/page-lines.js';

it('the text of a page is its lines, and the cells of its rows', () => {
  const { title, lines } = pageText(`<title> 办事指南 </title><h1>教师资格<b>认定</b></h1>
    <table><tr><th>联系电话</th><td>0855-8222222<br>8222223</td></tr></table><p>请带原件</p>`);

  expect(title).toBe('办事指南');
  expect(lines.map(({ cells }) => cells)).toEqual([
    ['教师资格认定'],
    ['联系电话', '0855-8222222 8222223'],
    ['请带原件'],
  ]);
});

it('nothing that a browser would run is in the text of a page', () => {
  const { lines } = pageText(
    `<script>alert(1)</script><style>p{}</style><p onclick="alert(2)">文字</p><iframe src="http://x/"></iframe>`,
  );

  expect(lines).toEqual([{ cells: ['文字'] }]);
});

it('markup in the text of a page stays text', () => {
  expect(pageText('<p>&lt;img src=x onerror=alert(1)&gt;</p>').lines).toEqual([
    { cells: ['<img src=x onerror=alert(1)>'] },
  ]);
});

it('a page of very many lines is cut, and says so', () => {
  const { lines, isCut } = pageText('<p>行</p>'.repeat(2_500));

  expect([lines.length, isCut]).toEqual([2_000, true]);
});
