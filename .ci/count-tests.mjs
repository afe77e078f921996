// Prints "PASSED FAILED" from vitest's JSON report and its exit code.
import { readFileSync } from 'node:fs';

const [report, exitCode] = process.argv.slice(2);

function count() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that can't even be loaded has failed without a failed test.
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

const { passed, failed } = count();
const isUnexplained = failed === 0 && (exitCode !== '0' || passed === 0);
console.log(`${passed} ${isUnexplained ? 1 : failed}`);
