import { readJson } from "../bootstrap/project.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NO_COUNTS = { passed: 0, failed: 0, skipped: 0 };

/**
 * Adds up counts.
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
	return all.reduce(
		(total, { passed, failed, skipped }) => ({
			passed: total.passed + passed,
			failed: total.failed + failed,
			skipped: total.skipped + skipped,
		}),
		NO_COUNTS,
	);
}

/**
 * What a step counts for. A step without a report is one check. A test runner that ends badly
 * without naming a failed test, or that ran none, counts as one failure: it must never look well.
 * @param {string | undefined} report path of Vitest's or Playwright's JSON report
 * @param {number} code the step's exit code
 * @returns {Counts}
 */
export function countStep(report, code) {
	if (report === undefined) {
		return { ...NO_COUNTS, [code === 0 ? "passed" : "failed"]: 1 };
	}
	const content = readJson(report);
	const counts = content?.stats ? countPlaywright(content) : countVitest(content);
	const ranNone = counts.passed + counts.failed === 0;
	const silent = code !== 0 && counts.failed === 0;
	return ranNone || silent ? { ...counts, failed: counts.failed + 1 } : counts;
}

/**
 * The line that ends a test run.
 * @param {Counts} counts
 * @returns {string} such as "12 passed, 0 failed, 1 skipped"
 */
export function countsLine({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function countVitest(report) {
	if (report?.testResults === undefined) {
		return NO_COUNTS;
	}
	// A file that cannot even be loaded has no tests in the report.
	const unloadable = report.testResults.filter(
		(file) =>
			file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unloadable.length,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

/** A test that passed on a second try passed; the list on screen calls it flaky. */
function countPlaywright({ stats, errors }) {
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		skipped: stats.skipped,
	};
}
