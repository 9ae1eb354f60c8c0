const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

/** What belongs beside the compiled code: n8n reads all three from the package. */
const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

function compile(done) {
	const compiler = require.resolve('typescript/bin/tsc');
	execFile(process.execPath, [compiler, '-p', 'tsconfig.json'], (error, stdout) => {
		if (error) process.stderr.write(stdout);
		done(error ? new Error('TypeScript found errors; see above for files and lines.') : undefined);
	});
}

function copyAssets() {
	return src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));
}

const build = series(clean, parallel(compile, copyAssets));

module.exports = { build, default: build };
