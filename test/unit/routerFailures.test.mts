import { describe, expect, test } from '@jest/globals';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { route } from '../../nodes/Vogent/router.ts';
import { failureOf, named, useRouter, voice } from './support/routed.mts';

const { service, contextOf, names } = useRouter();

describe('an item that fails', () => {
	test('goes on as an error where the user chose so, and the others go on too', async () => {
		service.answers.push({ status: 422, body: 'too short' }, voice('b'));
		const context = await contextOf(
			[named('Anna'), named('Bea')],
			{ maxConcurrency: 1 },
			{ onError: 'continueRegularOutput' },
		);
		expect(await route(context)).toEqual([
			[
				{ json: { error: 'too short [item 0]' }, pairedItem: { item: 0 } },
				{ json: { id: 'b' }, pairedItem: { item: 1 } },
			],
		]);
	});

	test('ends the execution otherwise: no other is started, and the error names it', async () => {
		service.answers.push(voice('a'), { status: 422, body: 'too short' }, voice('c'));
		const items = ['Anna', 'Bea', 'Cid'].map(named);
		const error = await failureOf(await contextOf(items, { maxConcurrency: 1 }));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('too short [item 1]');
		expect(error.description).toMatch(
			/^Vogent refused the values\. .*\(HTTP 422 .*\)\nAlready created, do not create again \(1\):\nitem 0: Anna \(a\)$/,
		);
		expect(error.context).toMatchObject({
			itemIndex: 1,
			created: [{ itemIndex: 0, name: 'Anna', id: 'a' }],
		});
		expect(names()).toEqual(['Anna', 'Bea']);
	});

	test('is said to have failed alone where nothing was created', async () => {
		const error = await failureOf(await contextOf([{ json: { name: 'Anna' } }]));
		expect(error.description).toMatch(/^Cloning needs an audio clip\. [^\n]*$/);
		expect(error.context.created).toBeUndefined();
	});

	test('does not end those under way; they are listed too', async () => {
		service.answers.push(
			{ status: 422, body: 'first' },
			{ status: 422, body: 'second' },
			voice('c'),
		);
		const items = ['Anna', 'Bea', 'Cid'].map(named);
		const error = await failureOf(await contextOf(items, { maxConcurrency: 3 }));
		expect(service.requests).toHaveLength(3);
		const [, ...lines] = (error.description ?? '').split('\n');
		expect(lines).toEqual([
			'Other items that were not processed:',
			expect.stringMatching(
				/^(first|second) \[item \d\] Vogent refused the values\. .*\(HTTP 422 .*\)$/,
			),
			'Already created, do not create again (1):',
			expect.stringMatching(/^item \d: \w+ \(c\)$/),
		]);
	});

	test.each([
		[20, '(20):', 'item 19: Voice19 (v)'],
		[22, '(22):', 'and 2 more'],
	])('after %d that were created: at most 20 are listed', async (count, head, last) => {
		const items = Array.from({ length: count }, (_, index) => named(`Voice${index}`));
		service.answers.push(...items.map(() => voice('v')));
		const context = await contextOf([...items, { json: { name: 'Anna' } }], { maxConcurrency: 1 });
		const error = await failureOf(context);
		const lines = (error.description ?? '').split('\n');
		expect(lines[1]).toBe(`Already created, do not create again ${head}`);
		expect(lines.slice(2, 22).map((line) => line.endsWith(','))).toEqual([
			...Array<boolean>(19).fill(true),
			false,
		]);
		expect(lines.at(-1)).toBe(last);
		expect(error.context.created).toHaveLength(count);
	});

	test('names long values in short, and all that was created where error workflows read it', async () => {
		const name = (index: number) => `<img src="https://x/${index}">${'é'.repeat(200)}`;
		const items = Array.from({ length: 25 }, (_, index) => named(name(index)));
		service.answers.push(...items.map((_, index) => voice(`${index}`.padStart(36, '0'))));
		service.answers.push({
			status: 422,
			body: JSON.stringify({ message: '<b>x</b>'.repeat(500) }),
		});
		const context = await contextOf([...items, named('Anna')], { maxConcurrency: 1 });
		const { message, description, context: seen } = await failureOf(context);
		const told = String(description);
		expect(message).toMatch(/^‹b›x‹\/b›.* \[item 25\]$/);
		expect(told).toMatch(/\nAlready created, do not create again \(25\):\n.*\nand \d+ more$/s);
		expect(told.length).toBeLessThanOrEqual(2000);
		expect(told).not.toMatch(/[<>]/);
		const ids = (seen.created as Array<{ id: string; name: string }>).map(({ id }) => Number(id));
		expect(ids).toEqual(items.map((_, index) => index));
	});

	test('tells of each of the others in short where many have failed', async () => {
		const items = Array.from({ length: 20 }, (_, index) => named(`Voice${index}`));
		service.answers.push(...items.map(() => ({ status: 422, body: 'x'.repeat(400) })));
		const { description } = await failureOf(await contextOf(items, { maxConcurrency: 20 }));
		const [, title, ...lines] = String(description).split('\n');
		expect(title).toBe('Other items that were not processed:');
		expect(lines).toHaveLength(19);
		expect(String(description).length).toBeLessThanOrEqual(2000);
	});

	test('for a reason of which the node knows nothing is named too', async () => {
		const context = await contextOf([named('Anna')]);
		const error = new Error('no credential');
		const broken = Object.create(context, {
			getCredentials: { value: () => Promise.reject(error) },
		}) as typeof context;
		const thrown = await failureOf(broken);
		expect(thrown).toBeInstanceOf(NodeOperationError);
		expect(thrown.message).toBe('no credential [item 0]');
		expect(thrown.context.itemIndex).toBe(0);
		expect(thrown.description ?? '').toBe('');
	});

	test('may have no description; what has happened is listed all the same', async () => {
		service.answers.push(voice('a'));
		const context = await contextOf(['Anna', 'Bea', 'Cid'].map(named), { maxConcurrency: 3 });
		const broken = Object.create(context, {
			getCredentials: {
				value: async (type: string, itemIndex: number) => {
					if (itemIndex === 1 || itemIndex === 2) throw new Error(`odd ${itemIndex}`);
					return await context.getCredentials(type, itemIndex);
				},
			},
		}) as typeof context;
		expect((await failureOf(broken)).description?.split('\n')).toEqual([
			'Other items that were not processed:',
			'odd 2 [item 2]',
			'Already created, do not create again (1):',
			'item 0: Anna (a)',
		]);
	});

	test('is named once, where the error names it already', async () => {
		const context = await contextOf([named('Anna')]);
		const error = new NodeOperationError(context.getNode(), 'bad expression [item 0]');
		const broken = Object.create(context, {
			getCredentials: { value: () => Promise.reject(error) },
		}) as typeof context;
		expect((await failureOf(broken)).message).toBe('bad expression [item 0]');
	});

	test('whatever is thrown is shown', async () => {
		const textually = 'a text' as unknown as Error;
		const context = await contextOf([named('Anna')]);
		const broken = Object.create(context, {
			getCredentials: {
				value: () => {
					throw textually;
				},
			},
		}) as typeof context;
		const thrown = await failureOf(broken);
		expect(thrown).toBeInstanceOf(NodeOperationError);
		expect(thrown.message).toBe('a text [item 0]');
	});

	test('keeps the item that its error names itself', async () => {
		const context = await contextOf([named('Anna')]);
		const error = new NodeOperationError(context.getNode(), 'odd', { itemIndex: 7 });
		const broken = Object.create(context, {
			getCredentials: { value: () => Promise.reject(error) },
		}) as typeof context;
		expect((await failureOf(broken)).context.itemIndex).toBe(7);
	});
});

test('an item that goes on as an error says what may exist', async () => {
	service.answers.push({ trouble: 'lost' }, { body: { voices: [{ id: 'x', name: 'Anna' }] } });
	const context = await contextOf([named('Anna')], {}, { onError: 'continueRegularOutput' });
	const [output] = await route(context);
	expect(output?.[0]?.json.error).toMatch(
		/^The connection to Vogent was lost before the answer was complete \[item 0\]\. The voice may still have been created\..* Vogent now lists under the name "Anna": x$/,
	);
});

describe('the choice of operation', () => {
	test.each([[{ resource: 'voice', operation: 'sing' }, 'has no operation "sing" for "voice"']])(
		'that this version does not have is refused: %j',
		async (parameters, message) => {
			const error = await failureOf(await contextOf([named('Anna')], {}, { parameters }));
			expect(error).toMatchObject({
				message: `This version of the Vogent node ${message} [item 0]`,
				description: 'Choose another operation, or update n8n-nodes-vogent.',
				context: { itemIndex: 0 },
			});
			const continuing = await contextOf(
				[named('Anna'), named('Bea')],
				{},
				{
					parameters,
					onError: 'continueRegularOutput',
				},
			);
			expect((await route(continuing))[0]?.map(({ json }) => json.error)).toEqual(
				[0, 1].map((item) => `This version of the Vogent node ${message} [item ${item}]`),
			);
			expect(service.requests).toEqual([]);
		},
	);

	test('and options that hold for all are refused item by item', async () => {
		const context = await contextOf(
			[named('Anna'), named('Bea')],
			{ maxConcurrency: 0 },
			{ onError: 'continueRegularOutput' },
		);
		const [output] = await route(context);
		expect(output?.map(({ json }) => json)).toEqual([
			{ error: '"Max Items at Once" must be a whole number from 1 to 20 [item 0]' },
			{ error: '"Max Items at Once" must be a whole number from 1 to 20 [item 1]' },
		]);
		const retried = await contextOf([named('Anna')], { maxTries: 0 });
		expect((await failureOf(retried)).message).toMatch(
			/^"Max Tries per Request" must be a whole number/,
		);
	});
});

describe('what an operation refuses before anything is sent', () => {
	const tooMany = {
		resource: 'call',
		operation: 'create',
		kind: 'browser',
		callAgentId: { __rl: true, mode: 'id', value: 'a' },
		additionalFields: {},
	};
	const message =
		'This would make 2 calls, but only 1 are allowed, so none of them was made [item 0]';
	const items = [named('Anna'), named('Bea')];

	test('ends the node', async () => {
		const context = await contextOf(items, { maxCalls: 1 }, { parameters: tooMany });
		expect(await failureOf(context)).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(service.requests).toEqual([]);
	});

	test('is the error of each item where the user goes on', async () => {
		const changes = { parameters: tooMany, onError: 'continueRegularOutput' as const };
		const context = await contextOf(items, { maxCalls: 1 }, changes);
		const error = expect.stringMatching(/^This would make 2 calls, .*To call all of them, add the/);
		expect(await route(context)).toEqual([
			[0, 1].map((item) => ({ json: { error }, pairedItem: { item } })),
		]);
		expect(service.requests).toEqual([]);
	});
});
