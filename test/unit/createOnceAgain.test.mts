import { describe, expect, jest, test } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { createOnce } from '../../nodes/Vogent/execution/createOnce.ts';
import { creationOf, useItems } from './support/creation.mts';
import { rejection } from './support/item.mts';

const { service, itemOf } = useItems();

describe('where an earlier run left something of the same name', () => {
	const another = async (state: 'inDoubt' | 'created', node: { type: string }) => {
		const nodeContext = {};
		const before = await itemOf({ nodeContext });
		before.ledger.write(0, { name: 'Anna', state, json: { id: 'a' } });
		before.ledger.write(1, { name: 'Ben', state: 'inDoubt' });
		before.ledger.write(2, { name: 'Anna', state: 'created', json: { id: 'b' } });
		return await itemOf({ nodeContext, runIndex: 1, node });
	};
	const tool = { type: 'n8n-nodes-vogent.vogentTool' };

	test('in doubt, a tool does not create it again: its tries are runs to n8n', async () => {
		const error = await rejection(
			createOnce(await another('inDoubt', tool), creationOf().creation),
		);
		expect(error).toMatchObject({ message: expect.stringMatching(/^An earlier try/) });
		expect(service.requests).toEqual([]);
	});

	test.each([
		['created, a tool creates another', 'created', tool],
		['in doubt, a workflow creates another', 'inDoubt', { type: 'n8n-nodes-vogent.vogent' }],
	] as const)('%s', async (_, state, node) => {
		service.answers.push({ body: { id: 'c' } });
		expect(await createOnce(await another(state, node), creationOf().creation)).toEqual({
			id: 'c',
		});
	});
});

describe('what a tool has created', () => {
	const node = { type: 'n8n-nodes-vogent.vogentTool' };
	const creating = (body: IDataObject) => ({
		...creationOf().creation,
		request: () => Promise.resolve({ method: 'POST' as const, path: '/things', body }),
	});

	test('is given again for the same fields, with a note for the model, whatever n8n calls its run', async () => {
		const nodeContext = {};
		service.answers.push({ body: { id: 'a' } }, { body: { id: 'b' } });
		const call = async (body: IDataObject, runIndex: number) =>
			await createOnce(await itemOf({ nodeContext, runIndex, node }), creating(body));
		expect(await call({ age: 1 }, 0)).toEqual({ id: 'a' });
		const note =
			'This execution has created this thing before, with the same fields. It was not created again.';
		expect(await call({ age: 1 }, 1)).toEqual({ id: 'a', note });
		expect(await call({ age: 2 }, 0)).toEqual({ id: 'b' });
		expect(await call({ age: 1 }, 0)).toEqual({ id: 'a', note });
		expect(service.requests).toHaveLength(2);
	});
});

describe('where n8n keeps nothing of a try', () => {
	test('nothing is sent with Retry On Fail, which would create it twice', async () => {
		const item = await itemOf({ nodeContext: null, node: { retryOnFail: true } });
		expect(item.ledger.isPersistent).toBe(false);
		expect(await rejection(createOnce(item, creationOf().creation))).toMatchObject({
			message: 'Turn off "Retry On Fail" in this node',
			description:
				'Here n8n keeps no memory of an earlier try, so a retry could create the thing twice. Nothing was sent.',
			context: { itemIndex: 0 },
		});
		expect(service.requests).toEqual([]);
	});

	test.each([
		['without it', null, {}],
		['where n8n keeps it', {}, { retryOnFail: true }],
	])('it is created %s', async (_, nodeContext, node) => {
		service.answers.push({ body: { id: 'a' } });
		const item = await itemOf({ nodeContext, node });
		expect(await createOnce(item, creationOf().creation)).toEqual({ id: 'a' });
	});
});

describe('where an earlier try of the execution left it in doubt', () => {
	async function withUnknownOutcome() {
		const item = await itemOf({ itemIndex: 1 });
		item.ledger.write(1, { name: 'Anna', state: 'inDoubt' });
		return item;
	}

	test('it is not sent again', async () => {
		const error = await rejection(createOnce(await withUnknownOutcome(), creationOf().creation));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message:
				'An earlier try of this execution may have created this thing, so it was not sent again',
			description:
				'Check in Vogent whether the thing exists. If it does not, start a new execution. Vogent lists no thing named "Anna" so far.',
			context: { itemIndex: 1, mayExist: true },
		});
		expect(service.requests).toEqual([]);
	});

	test('it is given where it is found', async () => {
		const item = await withUnknownOutcome();
		const { creation } = creationOf([[{ id: 'a' }]], 5);
		expect(await createOnce(item, creation)).toEqual({ id: 'a' });
		expect(creation.request).not.toHaveBeenCalled();
		expect(item.ledger.find(1)?.state).toBe('created');
	});

	test('it is found under the names of all earlier tries', async () => {
		const item = await itemOf({ itemIndex: 1, settings: { maxTries: 1 } });
		item.ledger.write(1, { name: 'Anna 1', state: 'inDoubt' });
		service.answers.push({ trouble: 'lost' });
		const asked = jest.fn((name: string) =>
			Promise.resolve(name === 'Anna 1' && isListed ? [{ id: 'a' }] : []),
		);
		let isListed = false;
		const { creation } = creationOf([], 0);
		const again = async (name: string) =>
			await createOnce(item, { ...creation, name, listNamed: asked });
		const error = await rejection(again('Anna 2'));
		expect(error).toMatchObject({
			description: expect.stringMatching(/Vogent lists no thing named "Anna 2" or "Anna 1" so far/),
		});
		isListed = true;
		asked.mockClear();
		expect(await again('Anna 3')).toEqual({ id: 'a' });
		expect(asked.mock.calls).toEqual([['Anna 3'], ['Anna 2'], ['Anna 1']]);
		expect(service.requests).toHaveLength(1);
		expect(item.ledger.find(1)).toMatchObject({ name: 'Anna 1', state: 'created' });
		expect(item.hints.all()[0]?.message).toMatch(/\(item 1: Anna 1\)$/);
	});

	test('it is sent where it is not found in time', async () => {
		service.answers.push({ body: { id: 'b' } });
		const item = await withUnknownOutcome();
		expect(await createOnce(item, creationOf([], 0).creation)).toEqual({ id: 'b' });
	});

	test.each(['created', 'found'] as const)('what was %s is in no doubt', async (state) => {
		service.answers.push({ body: { id: 'b' } });
		const item = await itemOf();
		item.ledger.write(0, { name: 'Anna', state, json: { id: 'a' } });
		expect(await createOnce(item, creationOf().creation)).toEqual({ id: 'b' });
	});
});
