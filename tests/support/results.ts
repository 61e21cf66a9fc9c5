import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

export type Count = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
};

export const nothing: Count = { passed: 0, failed: 0, skipped: [] };

/**
 * Counts a run. A file that could not be loaded, a hook that failed and an error outside any test each count as one
 * failure: they are no test, and yet nothing may pass over them.
 */
export class ResultReporter implements Reporter {
  count: Count = nothing;
  readonly byName: boolean;

  /** @param byName whether tests are picked by name, so that those without a reason were just not picked */
  constructor(byName: boolean) {
    this.byName = byName;
  }

  onTestRunEnd(modules: readonly TestModule[], stray: readonly unknown[], reason: TestRunEndReason): void {
    let passed = 0;
    let failed = stray.length;
    const skipped: { name: string; reason: string }[] = [];
    for (const module of modules) {
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'skipped') {
          const prepared = test.parent.type === 'module' || test.parent.state() !== 'failed';
          const reason = result.note ?? (prepared ? 'says no reason' : 'what comes before it failed');
          if (result.note !== undefined || !this.byName)
            skipped.push({ name: `${module.relativeModuleId} > ${test.fullName}`, reason });
        } else failed += 1;
      }
    }
    if (reason !== 'passed' && failed === 0) failed = 1;
    this.count = { passed, failed, skipped };
  }
}
