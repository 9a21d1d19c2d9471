import type pg from 'pg';

/** The unit that handles a letter which is to be copied. */
const TEMPLATE_UNIT = '522601';

export interface Copies {
  /** Id of a process that the stack itself has brought to the state of the copies. */
  readonly template: string;
  readonly count: number;
  /** When the oldest and the newest copy started; the others lie between, evenly. */
  readonly from: Date;
  readonly to: Date;
  /** Duration of the template's history in its copies. */
  readonly tookMs: number;
}

/** In an order that rows may refer to: see `columnOf`. */
const TABLES = ['process', 'letter', 'timeline_entry', 'task', 'clock', 'command', 'content'] as const;
/** Their triggers write texts for search, changes for streams and notifications. */
const WATCHED = ['letter', 'content', 'task'] as const;
type Table = (typeof TABLES)[number];

/** What lies in the future of a letter keeps its distance from the start. */
const LIMITS = ['due_at', 'warn_at', 'next_at'];

/** Rows are written in the order in which they would have come, so that those of one letter lie apart as they do. */
const ORDER: Record<Table, string> = {
  process: 'started_at',
  letter: 'received_at',
  timeline_entry: 'at',
  task: 'opened_at',
  clock: 'started_at',
  command: 'accepted_at',
  content: 'of_command',
};

/**
 * Writes copies of a letter straight into the read model, in a handful of statements: with other ids, numbers, times,
 * units and clerks. Temporal knows nothing of them. The columns are those that the schema has, so that copies look like
 * what the stack writes today.
 */
export async function copyLetters(database: pg.Client, copies: Copies): Promise<void> {
  await database.query('BEGIN');
  try {
    await database.query(
      `SET LOCAL synchronous_commit = off; SET LOCAL work_mem = '256MB'; SELECT setseed(0.5)`,
    );
    await database.query(MAKE_TABLES);
    const { template, count, from, to, tookMs } = copies;
    await database.query(FILL_COPIES, [template, count, from, to, tookMs]);
    await database.query(FILL_COMMANDS, [template]);
    await database.query('CREATE INDEX ON copied_command (copy, of_command); ANALYZE copy, copied_command');
    // Indexing for search would take minutes.
    for (const table of WATCHED) await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (const table of TABLES) await copyTable(database, table, template);
    for (const table of WATCHED) await database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await database.query('COMMIT');
  } catch (error) {
    await database.query('ROLLBACK');
    throw error;
  }
}

async function copyTable(database: pg.Client, table: Table, template: string): Promise<void> {
  const { rows: columns } = await database.query<Column>(COLUMNS, [table]);
  const names = columns.map(({ name }) => name).join(', ');
  const values = columns.map((column) => columnOf(table, column)).join(', ');
  const own = table === 'process' ? 'id' : 'process_id';
  const order = table === 'content' ? 'm.accepted_at' : timeOf(`t.${ORDER[table]}`);
  const reference = table === 'command' ? 'id' : columns.find(({ name }) => name === 'command_id')?.name;
  const commands = reference
    ? `LEFT JOIN copied_command m ON m.copy = c.id AND m.of_command = t.${reference}`
    : '';
  await database.query(
    `INSERT INTO ${table} (${names}) SELECT ${values}
     FROM copy c CROSS JOIN (SELECT * FROM ${table} WHERE ${own} = $1) t ${commands} ORDER BY ${order}`,
    [template],
  );
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Expression for a column of a copy. */
function columnOf(table: Table, { name, type }: Column): string {
  const column = `t.${name}`;
  if (name === 'process_id' || (table === 'process' && name === 'id')) return 'c.id';
  if (name === 'command_id' || (table === 'command' && name === 'id')) return 'm.id';
  if (name === 'subject' || name === 'letter_no') return 'c.letter_no';
  if (LIMITS.includes(name)) return `${column} + (c.started_at - c.of_started_at)`;
  if (type === 'timestamptz') return timeOf(column);
  if (name === 'unit') return `CASE ${column} WHEN '${TEMPLATE_UNIT}' THEN c.unit ELSE ${column} END`;
  if (name === 'account' || name === 'closed_by')
    return `CASE ${column} WHEN c.of_clerk THEN c.clerk WHEN c.of_signer THEN c.signer ELSE ${column} END`;
  if (type === '_text') return `array_replace(${column}, '${TEMPLATE_UNIT}', c.unit)`;
  if (name === 'thresholds')
    return `(SELECT coalesce(jsonb_object_agg(key, value::timestamptz + (c.started_at - c.of_started_at)), ${column})
      FROM jsonb_each_text(${column}))`;
  if (type === 'jsonb') return `replace(${column}::text, '"${TEMPLATE_UNIT}"', '"' || c.unit || '"')::jsonb`;
  return column;
}

/** As far from the start as in the template, stretched; to the millisecond, as the stack tells time. */
const timeOf = (column: string): string =>
  `date_trunc('milliseconds', c.started_at + (${column} - c.of_started_at) * c.stretch)`;

const COLUMNS = `SELECT attname AS name, typname AS type FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`;

/** Units that handle letters, with their clerk and signer. */
const MAKE_TABLES = `
  CREATE TEMP TABLE copy_unit ON COMMIT DROP AS
  SELECT row_number() OVER (ORDER BY length(a.unit_code) = 6 DESC, a.unit_code) AS place, a.unit_code AS unit,
    a.id::text AS clerk, b.id::text AS signer
  FROM account a JOIN account b ON b.unit_code = a.unit_code AND b.roles @> '{agency-signer}'
  WHERE a.roles @> '{agency-clerk}' AND a.unit_code !~ '-';
  CREATE TEMP TABLE copy (
    id uuid, template uuid, letter_no text, unit text, clerk text, signer text, started_at timestamptz,
    of_started_at timestamptz, of_clerk text, of_signer text, stretch float8
  ) ON COMMIT DROP;
  CREATE TEMP TABLE copied_command (copy uuid, of_command uuid, id uuid, accepted_at timestamptz) ON COMMIT DROP`;

/** An id of the kind that the stack itself gives, made at an instant. */
const newId = (kind: string, at: string): string =>
  `CASE uuid_extract_version(${kind}) WHEN 7 THEN uuidv7(${at} - clock_timestamp()) ELSE gen_random_uuid() END`;

/** Few units get many letters, most get some: the place is the square of an even draw. */
const FILL_COPIES = `
  INSERT INTO copy
  SELECT ${newId('p.id', 's.started_at')}, p.id, 'ZB' || to_char((SELECT count(*) FROM process) + s.n, 'FM0000000000'),
    u.unit, u.clerk, u.signer, s.started_at, p.started_at, d.clerk, d.signer,
    $5::float8 / greatest(1, extract(epoch FROM last.at - p.started_at) * 1000)
  FROM process p
    JOIN copy_unit d ON d.unit = '${TEMPLATE_UNIT}'
    CROSS JOIN LATERAL (SELECT max(at) AS at FROM timeline_entry e WHERE e.process_id = p.id) last
    CROSS JOIN LATERAL (
      SELECT n, date_trunc('milliseconds', $3::timestamptz + ($4::timestamptz - $3::timestamptz) * (n::float8 / $2::int))
        AS started_at,
        1 + floor((SELECT count(*) FROM copy_unit) * power(random(), 2)) AS place
      FROM generate_series(1, $2::int) n) s
    JOIN copy_unit u ON u.place = s.place
  WHERE p.id = $1`;

const FILL_COMMANDS = `
  INSERT INTO copied_command
  SELECT c.id, m.id, ${newId('m.id', 'c.started_at')}, ${timeOf('m.accepted_at')}
  FROM copy c CROSS JOIN (SELECT * FROM command WHERE process_id = $1) m`;
