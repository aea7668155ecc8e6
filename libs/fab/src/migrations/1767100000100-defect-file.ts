import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a file tells of an inspection beyond what an event does, and which inspection was corrected by which. */
export class DefectFile1767100000100 implements MigrationInterface {
  readonly name = 'DefectFile1767100000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE defect_inspection
        ADD origin text NOT NULL DEFAULT 'event' CHECK (origin IN ('event', 'file')),
        ADD import_id text,
        ADD setup text,
        ADD mark text CHECK (mark IN ('up', 'down', 'left', 'right')),
        ADD die_pitch_x_um real,
        ADD die_pitch_y_um real,
        ADD stated_defects integer,
        ADD defect_id integer[],
        ADD area_um2 real[],
        ADD cluster integer[],
        ADD images integer[],
        ADD inspected_x real[],
        ADD inspected_y real[]`);
    await runner.query('CREATE INDEX defect_inspection_time ON defect_inspection (inspected_at, step_id)');
    await runner.query(`
      CREATE TABLE defect_inspection_supersession (
        lot_id text COLLATE "C" NOT NULL,
        inspection_id text NOT NULL,
        wafer_id text COLLATE "C" NOT NULL,
        superseded_by text NOT NULL,
        seq bigint NOT NULL,
        PRIMARY KEY (lot_id, inspection_id, wafer_id),
        FOREIGN KEY (lot_id, inspection_id, wafer_id) REFERENCES defect_inspection
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE defect_inspection_supersession');
    await runner.query('DROP INDEX defect_inspection_time');
    await runner.query(`
      ALTER TABLE defect_inspection
        DROP origin, DROP import_id, DROP setup, DROP mark, DROP die_pitch_x_um, DROP die_pitch_y_um,
        DROP stated_defects, DROP defect_id, DROP area_um2, DROP cluster, DROP images, DROP inspected_x, DROP inspected_y`);
  }
}
