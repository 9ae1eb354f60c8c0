const { statSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { performance } = require('node:perf_hooks');

/**
 * Requires one module in a process that has done nothing else, and prints as JSON what that took.
 *
 * Arguments: the folder to require from, the module, and the class to make a description of, if it has one.
 */
const [folder = '', name = '', className] = process.argv.slice(2);
const requireHere = createRequire(path.join(folder, 'package.json'));

const begin = performance.now();
/** @type {Record<string, new () => { description: object }>} */
const exported = requireHere(name);
const milliseconds = performance.now() - begin;

const files = Object.keys(require.cache)
	.filter((file) => file !== __filename)
	.map((file) => ({ file, bytes: statSync(file).size }));
const Described = className === undefined ? undefined : exported[className];
const description = Described && JSON.stringify(new Described().description);
process.stdout.write(
	JSON.stringify({
		milliseconds,
		files,
		descriptionBytes: description === undefined ? 0 : Buffer.byteLength(description),
	}),
);
