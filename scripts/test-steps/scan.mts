import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ESLint } from 'eslint';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { fail, pass, type Outcome } from './outcome.mts';

const scannerFile = path.join(
	repositoryDirectory,
	'node_modules/@n8n/scan-community-package/scanner/scanner.mjs',
);

/** What we use of n8n's scanner; it has no types of its own. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	buildScanConfig(): Promise<ESLint.Options['overrideConfig']>;
	analyzePackage(
		directory: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

/** The files of a published package that n8n scans. */
const PUBLISHED_PATTERNS = ['**/*.js', 'package.json'];

/**
 * Scans as n8n does before it verifies a package. n8n's verdict leaves out warnings; here they count too.
 *
 * @param directory the unpacked package, or the checkout
 * @param what which of the two it is
 */
export async function scan(directory: string, what: 'package' | 'source'): Promise<Outcome> {
	const scanner = (await import(pathToFileURL(scannerFile).href)) as Scanner;
	const patterns = what === 'package' ? PUBLISHED_PATTERNS : scanner.SOURCE_FILE_PATTERNS;
	const failures: string[] = [];

	const verdict = await scanner.analyzePackage(directory, patterns);
	if (!verdict.passed) failures.push(`n8n's scan of the ${what}: ${verdict.message ?? ''}`);
	// It also passes when it found nothing to look at.
	if (verdict.message === 'No files found to analyze') failures.push(`scan: no ${what} to scan`);

	// The scanner's own ESLint, which need not be the one of this repository.
	const { ESLint: ScannerESLint } = createRequire(scannerFile)('eslint') as {
		ESLint: typeof ESLint;
	};
	const eslint = new ScannerESLint({
		cwd: directory,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	for (const { filePath, messages } of await eslint.lintFiles(patterns)) {
		const file = path.relative(directory, filePath);
		for (const { line, ruleId, message } of messages) {
			failures.push(`scan of the ${what}: ${file}:${line} ${message} (${ruleId ?? 'syntax'})`);
		}
	}
	return failures.length === 0 ? pass : fail(...failures);
}
