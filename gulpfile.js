const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { minify } = require('@swc/core');
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

/** Takes out white space, which is a tenth of the package. Names stay as they are: what an error says can be looked up. */
function compact() {
	const shorten = new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			shortened(file).then((contents) => {
				file.contents = Buffer.from(contents);
				done(undefined, file);
			}, done);
		},
	});
	return src('dist/**/*.{js,json}').pipe(shorten).pipe(dest('dist'));
}

async function shortened({ extname, contents }) {
	const text = contents.toString();
	if (extname === '.json') return JSON.stringify(JSON.parse(text));
	const { code } = await minify(text, { compress: false, mangle: false, module: false });
	return code;
}

const build = series(clean, parallel(compile, copyAssets), compact);

module.exports = { build, default: build };
