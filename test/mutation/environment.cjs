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

/** What tests, or Jest for them, put something else in place of. */
const replaced = /** @type {[object, string][]} */ ([
	[globalThis, 'console'],
	[globalThis, 'setTimeout'],
	[Date, 'now'],
	[Math, 'random'],
	[process, 'exit'],
	[Error, 'prepareStackTrace'],
]).map(([owner, name]) => ({ owner, name, value: Reflect.get(owner, name) }));

/** Runs tests in Node's own context, and ends a mutant's run with the first test that fails: that has killed it. */
class OneContextEnvironment extends TestEnvironment {
	hasFailed = false;

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
		for (const { owner, name, value } of replaced) Reflect.set(owner, name, value);
		// Jest's own state among them, which must not reach the next run.
		for (const key of Reflect.ownKeys(globalThis)) {
			if (!this.keysBefore.has(key)) Reflect.deleteProperty(globalThis, key);
		}
		await super.teardown();
	}

	/**
	 * @param {import('@jest/types').Circus.Event} event
	 * @param {import('@jest/types').Circus.State} state
	 */
	handleTestEvent(event, state) {
		// Lines of many files: Stryker would look for them in the one that Jest runs, and know no test again.
		if (event.name === 'run_start') state.includeTestLocationInResult = false;
		if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
		if (!this.hasFailed) return;
		if (event.name === 'test_start') event.test.mode = 'skip';
		if (event.name === 'run_describe_start') event.describeBlock.mode = 'skip';
	}
}

module.exports = OneContextEnvironment;
