import type { Schemas } from '../../api/client.js';
import { t } from '../../messages/t.js';
import styles from './document-blocks.module.css';

export type Block =
  | Schemas['DocumentHeading']
  | Schemas['DocumentParagraph']
  | Schemas['DocumentList']
  | Schemas['DocumentTable'];

interface Props {
  readonly blocks: readonly Block[];
  /** Of tables without a caption of their own. */
  readonly caption?: string;
}

const NUMERALS = '一二三四五六七八九十';

/** The text of an official document: headings numbered as it numbers them, paragraphs, lists, tables. */
export function DocumentBlocks({ blocks, caption }: Props) {
  const numbers = numbersOf(blocks);
  return (
    <div className={styles['blocks']}>
      {blocks.map((block, index) => {
        switch (block.type) {
          case 'heading':
            return block.level === 1 ? (
              <h2 key={index}>{`${numbers[index]}、${block.text}`}</h2>
            ) : (
              <h3 key={index}>{`（${numbers[index]}）${block.text}`}</h3>
            );
          case 'paragraph':
            return <p key={index}>{block.text}</p>;
          case 'list':
            return (
              <ol key={index}>
                {block.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ol>
            );
          case 'table':
            return <WideTable key={index} table={block} caption={block.caption ?? caption ?? ''} />;
        }
      })}
    </div>
  );
}

/** Place in the list -> numeral of a heading there: level 2 begins anew below each of level 1. */
function numbersOf(blocks: readonly Block[]): readonly (string | undefined)[] {
  let [first, second] = [0, 0];
  return blocks.map((block) => {
    if (block.type !== 'heading') return undefined;
    if (block.level === 1) {
      first += 1;
      second = 0;
      return NUMERALS[first - 1];
    }
    second += 1;
    return NUMERALS[second - 1];
  });
}

/** On a phone it stays a table: it scrolls sideways under its first columns. */
function WideTable({
  table: { columns, rows },
  caption,
}: {
  readonly table: Extract<Block, { type: 'table' }>;
  readonly caption: string;
}) {
  // 序号 is no name of a row: the unit is.
  const named = columns.findIndex(({ align }) => align === 'left');
  return (
    <div className={styles['frame']}>
      <div className={styles['scroll']} role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ title }, index) => (
                <th key={title} scope="col" className={classOf(columns[index]!, index === named)}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, index) =>
                  index === named ? (
                    <th key={index} scope="row" className={classOf(columns[index]!, true)}>
                      {cell}
                    </th>
                  ) : (
                    <td key={index} className={classOf(columns[index]!, false)}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles['hint']} aria-hidden>
        {t('portal.scrollTable')}
      </p>
    </div>
  );
}

const classOf = ({ align }: { align?: string }, isNamed: boolean): string =>
  [align === 'left' && styles['left'], isNamed && styles['named']].filter(Boolean).join(' ');
