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
        else if (result.state === 'skipped')
          skipped.push({
            name: `${module.relativeModuleId} > ${test.fullName}`,
            reason: result.note ?? 'says no reason',
          });
        else failed += 1;
      }
    }
    if (reason !== 'passed' && failed === 0) failed = 1;
    this.count = { passed, failed, skipped };
  }
}
