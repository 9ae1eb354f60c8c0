import { setTimeout as wait } from 'node:timers/promises';
import { operationsOf, readContract } from '../test/contract/contract.mts';
import { Comparer } from '../test/contract/differences.mts';
import { ApiUnreachable, LiveApi } from './live/api.mts';
import { cloneFixture } from './live/clone.mts';
import { tryIdempotencyKey } from './live/idempotency.mts';
import { readOptions, UsageError } from './live/options.mts';
import { writeRun } from './live/page.mts';
import { readEverything } from './live/reads.mts';
import { printTable } from './live/table.mts';

/**
 * Asks the real API every read of the contract and tells where its answers differ from it; with `--spend`, the README
 * tells it, too. See readOptions for its arguments. Exit codes: 0 all as documented, 1 differences or nothing to reach, 2 called wrongly.
 */
async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2), process.env);
	const say = (text: string) =>
		void process.stdout.write(`${text.replaceAll(options.apiKey, '[API key]')}\n`);
	const contract = readContract();
	const operations = operationsOf(contract);
	const api = new LiveApi(options, operations, new Comparer(contract));
	try {
		say(`Asking ${options.baseUrl} every read of the contract.`);
		if (options.spend) await warnOfCosts(say);
		const results = await readEverything(api);
		if (options.spend) {
			results.push(...(await tryIdempotencyKey(api, results)), await cloneFixture(api));
		}
		printTable(results, say);
		if (options.page !== null) {
			await writeRun(options.page, results, operations);
			say(`Written into ${options.page}.`);
		}
		return results.some(({ differences }) => differences.length > 0) ? 1 : 0;
	} catch (error) {
		if (!(error instanceof ApiUnreachable)) throw error;
		say(error.message);
		return 1;
	}
}

const secondsToAbort = 5;

async function warnOfCosts(say: (text: string) => void): Promise<void> {
	say(
		"At the end, --spend creates a browser call that nobody joins with your workspace's first agent, asks for " +
			'it again with the same idempotency key, and hangs up. Then it clones the voice of test/fixtures/clip.wav. ' +
			'This costs money, and the API has no documented way to delete a voice: the clone stays in your workspace.',
	);
	say(`Press Ctrl-C within ${secondsToAbort} seconds to abort.`);
	await wait(secondsToAbort * 1000);
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 2;
}
