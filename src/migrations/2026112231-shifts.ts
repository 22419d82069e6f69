import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hand-overs from one worker to the next, each with a word sealed under the woman's own key. */
const STATEMENTS = [
  `CREATE TABLE "client_handover" (
      "id" text NOT NULL,
      "act_id" text NOT NULL,
      "client_id" text NOT NULL,
      "from_id" text NOT NULL,
      "to_id" text NOT NULL,
      "at" text NOT NULL,
      "note" text,
      "acknowledged_at" text,
      CONSTRAINT "pk_client_handover" PRIMARY KEY ("id"),
      CONSTRAINT "fk_client_handover_client" FOREIGN KEY ("client_id") REFERENCES "client" ("id"),
      CONSTRAINT "fk_client_handover_from" FOREIGN KEY ("from_id") REFERENCES "staff" ("id"),
      CONSTRAINT "fk_client_handover_to" FOREIGN KEY ("to_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_client_handover_client" ON "client_handover" ("client_id")`,
  `CREATE INDEX "ix_client_handover_to" ON "client_handover" ("to_id", "acknowledged_at")`,
  `CREATE INDEX "ix_client_handover_act" ON "client_handover" ("act_id")`,
];

export class Shifts1795305600031 implements MigrationInterface {
  name = 'Shifts1795305600031';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "client_handover"`);
  }
}
