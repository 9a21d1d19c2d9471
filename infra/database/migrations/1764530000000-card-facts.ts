import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A clock says whether what it was for has been done, a card what it is for: its number, the reason why it was given apart
 * from that of the decision on it, and whether it absorbs the yellow card of its clock. Settings of policies that nothing
 * reads leave the policies that were stored with them, and those that no process ever followed become what it did: one
 * extension, however many were allowed.
 */
export class CardFacts1764530000000 implements MigrationInterface {
  name = 'CardFacts1764530000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock ADD fulfilled_at timestamptz;
      ALTER TABLE card ADD number text, ADD decision_reason text, ADD absorbs boolean NOT NULL DEFAULT false,
        ADD settled boolean NOT NULL DEFAULT false;
      UPDATE card SET decision_reason = reason, reason = NULL WHERE decided_at IS NOT NULL;
      CREATE UNIQUE INDEX card_number_once ON card (number) WHERE number IS NOT NULL;
      DROP INDEX card_unrectified;
      CREATE INDEX card_unrectified ON card (process_id, clock)
        WHERE issued_at IS NOT NULL AND rectified_at IS NULL AND clock > 0 AND level IN ('yellow', 'red') AND NOT settled;
      CREATE TABLE card_number (year integer NOT NULL, level text NOT NULL, last integer NOT NULL,
        PRIMARY KEY (year, level));
      UPDATE policy SET body = (body - '{appeal,extensionAbuse,rating,exposure,ledger,bulletin,publication}'::text[])
        #- '{extension,noAnswer}' #- '{immediate,leak}';
      UPDATE policy SET body = jsonb_set(body, '{immediate,falseClosure}', '"manual"')
        WHERE body #>> '{immediate,falseClosure}' = 'off';
      UPDATE policy SET body = jsonb_set(body, '{extension,max}', '1') WHERE (body #>> '{extension,max}')::int > 1;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE card_number;
      DROP INDEX card_unrectified;
      CREATE INDEX card_unrectified ON card (process_id, clock)
        WHERE issued_at IS NOT NULL AND rectified_at IS NULL AND clock > 0 AND level IN ('yellow', 'red');
      ALTER TABLE card DROP COLUMN number, DROP COLUMN decision_reason, DROP COLUMN absorbs, DROP COLUMN settled;
      ALTER TABLE clock DROP COLUMN fulfilled_at;
    `);
  }
}
