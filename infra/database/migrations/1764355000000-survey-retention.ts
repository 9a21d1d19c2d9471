import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is left of a survey whose answers were kept as long as its notice had said. */
export class SurveyRetention1764355000000 implements MigrationInterface {
  name = 'SurveyRetention1764355000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE survey ADD final_tally jsonb, ADD answers_deleted_at timestamptz,
        ADD CONSTRAINT survey_deleted_check CHECK ((answers_deleted_at IS NULL) = (final_tally IS NULL));
      ALTER TABLE survey_quote ALTER answer_id DROP NOT NULL, DROP CONSTRAINT survey_quote_answer_id_fkey,
        ADD CONSTRAINT survey_quote_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES survey_answer(id)
          ON DELETE SET NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM survey_quote WHERE answer_id IS NULL;
      ALTER TABLE survey_quote ALTER answer_id SET NOT NULL, DROP CONSTRAINT survey_quote_answer_id_fkey,
        ADD CONSTRAINT survey_quote_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES survey_answer(id);
      ALTER TABLE survey DROP final_tally, DROP answers_deleted_at;
    `);
  }
}
