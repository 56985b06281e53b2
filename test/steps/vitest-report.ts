/** Counts the tests in the report file that Vitest leaves behind. */
import { existsSync, readFileSync } from 'node:fs';

/** Zero and zero when there is no report: Vitest stopped before the first test. */
export function readVitestReport(path: string): { passed: number; failed: number } {
  if (!existsSync(path)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
  };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
};
