const os = require('node:os');
const path = require('node:path');
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { TestEnvironment } = require('jest-environment-node');
const { ModuleMocker } = require('jest-mock');

const { compileFunction } = vm;
const replacedContexts = new WeakSet();

// Jest would run the tests in a context with globals of its own, which packages that are loaded once do not know.
vm.compileFunction = (code, parameters, options = {}) => {
	const { parsingContext, ...rest } = options;
	const isReplaced = parsingContext !== undefined && replacedContexts.has(parsingContext);
	return compileFunction(code, parameters, isReplaced ? rest : options);
};

/** What Jest puts something else in place of, besides what tests mock. */
const replaced = /** @type {[object, string][]} */ ([
	[globalThis, 'console'],
	[process, 'exit'],
	[Error, 'prepareStackTrace'],
]).map(([owner, name]) => ({ owner, name, value: Reflect.get(owner, name) }));

// n8n reads it once, when it makes its logger; what it logs would flood the results.
process.env.N8N_LOG_LEVEL = 'silent';
// For the simulators, which start in half the time with what the first of them has compiled.
process.env.NODE_COMPILE_CACHE ??= path.join(os.tmpdir(), 'vogent-compile-cache');

/**
 * Runs tests in Node's own context, so that runtime.cjs can load packages once in a process: n8n-core takes longer than
 * most test files.
 */
module.exports = class extends TestEnvironment {
	keysBefore = new Set(Reflect.ownKeys(globalThis));

	/**
	 * @param {import('@jest/environment').JestEnvironmentConfig} config
	 * @param {import('@jest/environment').EnvironmentContext} context
	 */
	constructor(config, context) {
		super(config, context);
		if (this.context !== null) replacedContexts.add(this.context);
		const { projectConfig } = config;
		Object.assign(this, {
			global: globalThis,
			moduleMocker: new ModuleMocker(globalThis),
			fakeTimersModern: new ModernFakeTimers({ config: projectConfig, global: globalThis }),
		});
		Object.assign(globalThis, projectConfig.globals);
	}

	/** @override */
	async teardown() {
		this.moduleMocker?.restoreAllMocks();
		for (const { owner, name, value } of replaced) Reflect.set(owner, name, value);
		// Jest's own state among them, which must not reach the next run.
		for (const key of Reflect.ownKeys(globalThis)) {
			if (!this.keysBefore.has(key)) Reflect.deleteProperty(globalThis, key);
		}
		await super.teardown();
	}
};
