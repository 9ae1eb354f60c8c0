import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { bodiesTo, chosen, idOf, operating, seeded, sentTo } from './support/operate.mts';

/** Phone numbers: found, bought once, linked and unlinked. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

const path = '/phone_numbers';

const numbers = async () => {
	const { output } = await runNode(
		operating(simulator, ['phoneNumber', 'getAll'], { returnAll: true }),
	);
	return output.map(({ json }) => json);
};

describe('linking', () => {
	const linking = (changes: INodeParameters): Execution =>
		operating(simulator, ['phoneNumber', 'update'], {
			phoneNumberId: chosen(seeded.freeNumber),
			...changes,
		});

	test('forgets the agent that was chosen before the change to "unlink"', async () => {
		await runNode(linking({ agentLink: 'unlink', agentId: chosen(known.agent) }));
		expect(await bodiesTo(simulator, 'PUT')).toEqual([{ agentId: '' }]);
	});

	test.each<[INodeParameters, string]>([
		[{ agentId: chosen('') }, '"Agent" is empty'],
		[{ agentId: chosen('={{ $json.agent }}') }, 'The expression in "Agent" gives nothing'],
		[{ agentLink: 'swap' }, '"Change" cannot be "swap"'],
		[{ phoneNumberId: chosen('') }, '"Phone Number" is empty'],
	])('%j: %s, and no number loses its agent', async (changes, message) => {
		expect((await errorOf(linking(changes))).message).toBe(`${message} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('buying', () => {
	const number = '+14155550100';
	const buying = (changes: INodeParameters = {}): Execution => ({
		...operating(simulator, ['phoneNumber', 'buy'], { number: ' +1 (415) 555-0100 ', ...changes }),
		runExecutionData: createRunExecutionData(),
	});
	const bought = async () => (await numbers()).filter((row) => row.number === number);

	test.each<[string, Partial<PlannedAnswer>]>([
		['the connection', { hangUp: 'before-answer' }],
		['a status 500', { status: 500 }],
		['an answer that cannot be read', { body: 'bought' }],
	])('is not done again where %s is lost, and the error lists the number', async (_, fault) => {
		await simulator.plan({ method: 'POST', path, processFirst: true, ...fault });
		const execution = buying();
		const error = await errorOf(execution);
		expect(error.context.mayExist).toBe(true);
		expect(error.description).toContain('The phone number may still have been created.');
		const id = idOf((await bought())[0]);
		expect(error.description).toContain(`under the name "${number}": ${id}`);
		const again = await errorOf(execution);
		expect(again.message).toMatch(/^An earlier try of this execution may have created this phone/);
		expect(again.description).toContain(id);
		expect(await sentTo(simulator)).toHaveLength(1);
	});

	test.each(['415 555 0100', '+1', 'call me'])('%j is no number to buy', async (given) => {
		const error = await errorOf(buying({ number: given }));
		expect(error.message).toBe('"Phone Number" has an invalid phone number [item 0]');
		expect(error.description).toContain(given);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('a SIP password', () => {
	const secret = 'correct horse';
	const phone = { username: 'reception', password: secret };

	test.each<[string, INodeParameters, object]>([
		[
			'importSip',
			{ phoneNumber: '+1 415 555 0102', terminationUri: 'example.pstn.twilio.com' },
			{
				type: 'sip_import',
				sipImport: {
					phoneNumber: '+14155550102',
					terminationUri: 'example.pstn.twilio.com',
					...phone,
				},
			},
		],
		[
			'createSipUsername',
			{ sipPrefix: 'my-company' },
			{ type: 'vogent_sip', vogentSip: { sipPrefix: 'my-company', ...phone } },
		],
	])('%s: is sent, and is in no error', async (operation, fields, body) => {
		const execution = operating(simulator, ['phoneNumber', operation], { ...fields, ...phone });
		await simulator.plan({ method: 'POST', path, processFirst: true, status: 500 });
		const error = await errorOf(execution);
		const all = [error.message, error.description, JSON.stringify(error.context)].join('\n');
		expect(all).not.toContain(secret);
		expect(all).toContain('may still have been created');
		expect(await bodiesTo(simulator)).toEqual([body]);
	});
});

describe('searching for numbers', () => {
	const searching = (changes: INodeParameters = {}): Execution =>
		operating(simulator, ['phoneNumber', 'searchAvailable'], { prefix: '415', ...changes });
	const found = async () => (await runNode(searching())).output.map(({ json }) => json);

	test('gives an item for each number, and none where there is no stock', async () => {
		const numbers = [{ number: '+14155550100' }, { number: '+14155550101' }];
		await simulator.plan({ path: '/phone_numbers/search', body: numbers });
		await simulator.plan({ path: '/phone_numbers/search', body: [] });
		expect(await found()).toEqual(numbers);
		expect(await found()).toEqual([]);
	});

	test('asks again after a lost answer: nothing is bought by that', async () => {
		await simulator.plan({ path: '/phone_numbers/search', hangUp: 'before-answer' });
		expect(await found()).toHaveLength(5);
	});
});
