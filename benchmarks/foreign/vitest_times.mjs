// A reporter for the vitest of a foreign suite: it writes a line of JSON for each test, with its times and outcome.
import { appendFileSync } from 'node:fs';

const OUTCOMES = { passed: 'passed', failed: 'failed', skipped: 'skipped', pending: 'skipped' };

export default class Times {
  // A test that did not run because a hook of its file failed is reported as skipped, with the error at its suite.
  onTestModuleEnd(module) {
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result();
      const { startTime = Date.now(), duration = 0 } = test.diagnostic() ?? {};
      const broken = errorsAbove(test);
      const isBroken = state === 'skipped' && broken.length > 0;
      const [first] = [...(errors ?? []), ...broken];
      const line = {
        name: `${module.relativeModuleId} > ${test.fullName}`,
        started: startTime / 1000,
        ended: (startTime + duration) / 1000,
        outcome: isBroken ? 'failed' : OUTCOMES[state],
        reason: String(first?.message ?? '').split('\n')[0].slice(0, 300),
      };
      appendFileSync(process.env.FOREIGN_TESTS, `${JSON.stringify(line)}\n`);
    }
  }
}

function errorsAbove(test) {
  const errors = [];
  for (let above = test.parent; above; above = above.parent) errors.push(...(above.errors?.() ?? []));
  return errors;
}
