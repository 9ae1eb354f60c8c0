const fs = require('node:fs');
const path = require('node:path');
const { STAMP, cache, log, makeFolder, read, root, stampOf } = require('./folder.cjs');
const { runLogged } = require('./npm.cjs');
const { installFromLockfile } = require('./packages.cjs');
const { withProgress } = require('./progress.cjs');

/** Where browsers that Playwright can drive are installed. */
const INSTALLED = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The fonts that come with the browser, and those of the system. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir prefix="relative">fonts</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const source = path.join(root, 'test', 'browser', 'chromium');
const folder = path.join(cache, 'chromium');

/**
 * The browser for tests: the one that VOGENT_BROWSER names, an installed one, or the one that `installBrowser` has
 * fetched.
 *
 * @returns {{ executablePath: string, env: Record<string, string> } | undefined} its program, and what it needs in its
 * environment; undefined where there is none
 */
const findBrowser = () => {
	const installed = [process.env['VOGENT_BROWSER'] ?? '', ...INSTALLED].find(fs.existsSync);
	if (installed !== undefined) return { executablePath: installed, env: {} };
	const executablePath = path.join(folder, 'chromium');
	if (!fs.existsSync(executablePath)) return undefined;
	return {
		executablePath,
		env: {
			LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
			FONTCONFIG_PATH: path.join(folder, 'fonts'),
		},
	};
};

/**
 * Fetches a Chromium that needs nothing of the system but its C library, where no browser is installed. There is one for
 * Linux on x64 only.
 *
 * @param {string} node Node's binary
 */
const installBrowser = async (node) => {
	const files = ['package.json', 'package-lock.json'];
	const stamp = stampOf(...files.map((file) => read(path.join(source, file)) ?? ''));
	if (read(path.join(folder, STAMP)) === stamp) return;
	if (findBrowser() !== undefined && !fs.existsSync(folder)) return;
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new Error(
			'The tests in a browser need Chromium or Chrome. Install one, or set VOGENT_BROWSER to its program.',
		);
	}
	await withProgress('Downloading a browser (about half a minute)', () =>
		makeFolder(folder, async (staging) => {
			await installFromLockfile(source, staging, { args: [], files, log: log('chromium') });
			const unpacked = path.join(staging, 'unpacked');
			fs.mkdirSync(unpacked);
			await unpack(node, staging, unpacked);
			fs.writeFileSync(path.join(unpacked, 'fonts', 'fonts.conf'), FONTS);
			fs.writeFileSync(path.join(unpacked, STAMP), stamp);
			return unpacked;
		}),
	);
};

/** The package unpacks the browser, and the libraries too where it believes to run at its usual host. */
const unpack = (
	/** @type {string} */ node,
	/** @type {string} */ staging,
	/** @type {string} */ unpacked,
) => {
	const program = "import('@sparticuz/chromium').then(({ default: it }) => it.executablePath())";
	const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
	return runLogged(node, ['-e', program], { cwd: staging, log: log('chromium'), env });
};

module.exports = { findBrowser, installBrowser };
