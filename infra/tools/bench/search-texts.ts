import type pg from 'pg';

/** Of the phrases below: frequent ones are in every second letter, rare ones in one of some thousand. */
export const WORDS = {
  frequent: ['小区', '道路', '物业'],
  usual: ['路灯', '噪声', '公交', '学区房'],
  seldom: ['候车亭', '化粪池', '养老金'],
} as const;
/** In a single letter. */
export const RARE = ['鼓楼坪', '榕江县古州镇三宝侗寨'];

/** From the most frequent to the rarest. */
const PHRASES = [
  '我们小区门口的道路坑洼不平',
  '物业多次答复等待统一安排',
  '希望有关部门尽快核实情况',
  '老人和孩子出行很不方便',
  '夜间没有路灯照明存在隐患',
  '施工噪声影响附近居民休息',
  '公交车班次太少等候时间长',
  '垃圾清运不及时气味难闻',
  '学区房划片的标准没有公布',
  '自来水水压不足经常停水',
  '停车位被长期占用无人管理',
  '农村危房改造补助何时发放',
  '医保报销的比例和流程不清楚',
  '宽带线路私拉乱接存在火险',
  '河道内有人倾倒建筑垃圾',
  '广场舞音量过大扰民严重',
  '公租房申请的条件能否放宽',
  '景区门票优惠没有按规定执行',
  '候车亭破损漏雨需要维修',
  '化粪池堵塞污水外溢',
  '养老金认证不会在手机上办理',
  '林权证遗失如何补办',
];

/**
 * Gives every letter a text of its own: a phrase is left out the more often, the rarer it is. Builds the index once, which
 * takes a fraction of the time of 100,000 insertions.
 */
export async function fillSearchTexts(database: pg.Client): Promise<void> {
  await database.query('DROP INDEX search_text_bigrams');
  await database.query('TRUNCATE search_text');
  await database.query('SELECT setseed(0.5)');
  await database.query(FILL, [PHRASES]);
  for (const phrase of RARE) await database.query(ADD_RARE, [phrase]);
  await database.query(
    'CREATE INDEX search_text_bigrams ON search_text USING gin (search_bigrams(text)) WITH (gin_pending_list_limit = 256)',
  );
}

/** The reference to the letter makes PostgreSQL draw anew for each one. */
const FILL = `
  INSERT INTO search_text (process_id, text)
  SELECT l.process_id, '来信' || E'\\n' || (
    SELECT coalesce(string_agg(phrase || ',' || md5(random()::text || l.letter_no), '。' ORDER BY random()), '')
    FROM unnest($1::text[]) WITH ORDINALITY AS phrases (phrase, n) WHERE random() < 0.5 / power(1.35, n - 1) + 0 * length(l.letter_no))
  FROM letter l`;

const ADD_RARE = `
  UPDATE search_text SET text = text || $1 WHERE process_id = (SELECT process_id FROM search_text ORDER BY md5(process_id::text || $1) LIMIT 1)`;
