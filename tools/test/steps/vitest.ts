import { globSync } from 'node:fs';
import { join } from 'node:path';
import { whyNoKafka } from '@fabwright/testing/kafka';
import type { StepResult } from '../result.ts';
import { readTestReport } from '../test-report.ts';
import type { Step, StepContext } from '../step.ts';

const DATA_REMEDY = 'set FAB_TEST_DATA to the folder with the test data';

async function runProject({ reports, run }: StepContext, project: string, remedy: string): Promise<StepResult> {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=./tools/test/vitest-reporter.ts'];
  const result = await run('vitest', args, { FABWRIGHT_TEST_REPORT: report });
  return readTestReport(report, result, remedy);
}

export const unit: Step = {
  name: 'unit',
  title: 'unit tests',
  cores: 1,
  run: (context) => runProject(context, 'unit', DATA_REMEDY),
};

export const integration: Step = {
  name: 'integration',
  title: 'integration and API tests on a real PostgreSQL',
  // Early, beside Kafka's tests, and over when they are: the browsers wait for both. Beside browsers it would be the one
  // that waits. It has two processes, and both wait half of the time.
  cores: 1,
  pressing: true,
  run: (context) => runProject(context, 'integration', DATA_REMEDY),
};

function skipBroker(root: string, remedy: string): StepResult {
  const files = globSync('{libs,apps,tools}/**/*.broker.spec.ts', {
    cwd: root,
    exclude: (name) => name.endsWith('node_modules'),
  });
  return { passed: 0, failed: 0, skipped: files.map((name) => ({ name, remedy })), output: '' };
}

export const broker: Step = {
  name: 'broker',
  title: 'tests on a real Kafka',
  // Five minutes, most of them waiting: for brokers and consumers that were killed to be missed and to come back.
  cores: 1,
  timed: true,
  async run(context) {
    const missing = process.env['FAB_KAFKA_BROKERS'] === undefined ? await whyNoKafka() : undefined;
    return missing === undefined ? runProject(context, 'broker', DATA_REMEDY) : skipBroker(context.root, missing);
  },
};
