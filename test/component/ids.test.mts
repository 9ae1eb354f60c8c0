import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode } from './support/execution.mts';
import { chosen, operating, seeded } from './support/operate.mts';

/** Where requests go, whatever stands in a field for an ID. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

type Place = [string, string];

/** An operation of each kind, with what names the thing that it works with. */
const places: Array<[Place, string, (id: string) => INodeParameters, string]> = [
	[['agent', 'delete'], 'Agent', (id) => ({ agentId: chosen(id) }), '/agents/{}'],
	[['function', 'get'], 'Function', (id) => ({ functionId: chosen(id) }), '/functions/{}'],
	[['call', 'hangup'], 'Call ID', (id) => ({ dialId: id }), '/dials/{}/hangup'],
	[
		['prompt', 'get'],
		'Prompt Version',
		(id) => ({ agentId: chosen(known.agent), versionedPromptId: chosen(id) }),
		`/agents/${known.agent}/versioned_prompts/{}`,
	],
];

describe.each(places)('%j', (place, label, withId, path) => {
	test('stays at its address, whatever the ID has in it', async () => {
		const hostile = ['a/b?c=d#e', '../agents', ' %2e%2e ', 'ü\n🎙', '...', '{}', '$&', 'a\\..\\b'];
		for (const id of hostile) await runNode(operating(simulator, place, withId(id))).catch(String);
		const urls = (await simulator.requests()).map(({ url }) => url.split('?')[0]);
		expect(urls).toEqual(
			hostile.map((id) => `/api${path.replace('{}', () => encodeURIComponent(id.trim()))}`),
		);
	});

	test.each([
		['.', `"${label}" is not an ID`],
		[' .. ', `"${label}" is not an ID`],
		['\ud800', `"${label}" is not an ID`],
		['', `"${label}" is empty`],
		['={{ $json.missing }}', `The expression in "${label}" gives nothing`],
		['={{ null }}', `The expression in "${label}" gives nothing`],
		['={{ ({ id: 1 }) }}', `"${label}" is not an ID`],
		['={{ ["a"] }}', `"${label}" is not an ID`],
	])('refuses %j before anything is sent', async (id, message) => {
		const error = await errorOf(operating(simulator, place, withId(id)));
		expect(error).toMatchObject({ name: 'NodeOperationError', message: `${message} [item 0]` });
		expect(await simulator.requests()).toEqual([]);
	});
});

test('an ID may be a number, or have spaces around it', async () => {
	const item = { json: { id: 7 } };
	const numbered = operating(simulator, ['function', 'get'], {
		functionId: chosen('={{ $json.id }}'),
	});
	await errorOf({ ...numbered, items: [item] });
	const spaced = operating(simulator, ['function', 'get'], {
		functionId: chosen(` ${seeded.function}\n`),
	});
	await runNode(spaced);
	expect((await simulator.requests()).map(({ path }) => path)).toEqual([
		'/functions/7',
		`/functions/${seeded.function}`,
	]);
});
