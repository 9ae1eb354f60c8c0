import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { runs } from '../support/runs.mts';
import { cloneParameters } from './support/clone.mts';
import { echo, isWhole, sendEcho, spellingsOf, voiceWith, type Echo } from './support/echoes.mts';
import { itemWithFile, runNode, useBinaryStore, useDebugLog } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { useLocalServer } from '../support/service.mts';

/** The API key, where the service gives it back. */
let echoed: Echo;

const server = useLocalServer((request, _, response) => {
	sendEcho(echoed, (request.headers.authorization ?? '').slice('Bearer '.length), response);
});
useFastClock();
useBinaryStore();
const log = useDebugLog();

/** Characters that mean something in JSON, in addresses, in pages or in patterns, more often than others. */
const apiKey = fc.oneof(
	fc.stringMatching(/^[\w-]{8,80}$/),
	fc.stringMatching(/^[!-~]{8,80}$/),
	fc.stringMatching(/^[\\/"'<>&%+=#?.*$^()[\]{}|~a0-]{8,40}$/),
);

const clone = (ifNameExists: string): INodeParameters =>
	cloneParameters({ options: { ifNameExists } });
const operation = fc.constantFrom<INodeParameters[]>(
	clone('createAnyway'),
	clone('reuse'),
	clone('fail'),
	{ resource: 'voice', operation: 'getAll', returnAll: true, filters: {}, options: {} },
);

/** All texts in a value, however deep, also those that JSON leaves out: names, causes, what cannot be enumerated. */
function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	const fields = value as Record<string, unknown>;
	return Reflect.ownKeys(fields).flatMap((name) => [
		String(name),
		...textsIn(fields[name as string], seen),
	]);
}

test('any answer that has the key in it: nobody sees it', async () => {
	const items = [await itemWithFile(Buffer.alloc(100, 7))];
	await fc.assert(
		fc.asyncProperty(
			fc.record({ apiKey, echo, operation, continues: fc.boolean() }),
			async ({ apiKey, echo, operation, continues }) => {
				echoed = echo;
				log.length = 0;
				const options = { maxTries: isWhole(echo) ? 2 : 1, settleSeconds: 0 };
				const seen: unknown[] = [];
				try {
					const { output, hints } = await runNode({
						credential: { apiKey, ...server },
						parameters: { ...operation, options: { ...(operation.options as object), ...options } },
						items,
						onError: continues ? 'continueRegularOutput' : 'stopWorkflow',
					});
					const voice = output[0]?.json;
					if (voice?.id === undefined) seen.push(output);
					else expect(voice).toEqual(voiceWith(apiKey));
					seen.push(hints);
				} catch (error) {
					seen.push(error, JSON.stringify(error), String(error));
				}
				expect(log.length).toBeGreaterThan(0);
				const texts = textsIn([seen, log]).join('\n');
				for (const spelling of spellingsOf(apiKey)) expect(texts).not.toContain(spelling);
			},
		),
		{ numRuns: runs(1000, 100) },
	);
}, 120_000);
