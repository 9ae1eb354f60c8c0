import { describe, expect, jest, test } from '@jest/globals';
import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import { accountOf } from '../../nodes/Vogent/execution/ledger.ts';
import { createOnce } from '../../nodes/Vogent/execution/createOnce.ts';
import type { ItemRun } from '../../nodes/Vogent/execution/run.ts';
import { creationOf, useItems } from './support/creation.mts';
import { rejection, withoutWaiting } from './support/item.mts';

const { service, itemOf } = useItems();

const lost = { trouble: 'lost' as const };
const OUTCOME_UNKNOWN =
	/^The thing may still have been created\. Check in Vogent before you run this again, or you may get a second one\. \([^()]*\)/;

function descriptionOf(error: unknown): string {
	const { description } = error as NodeOperationError;
	return (description ?? '').replace(OUTCOME_UNKNOWN, 'OUTCOME_UNKNOWN');
}

describe('something that is to be created once', () => {
	test('is created, and written down', async () => {
		service.answers.push({ body: { id: 'a' } });
		const item = await itemOf({ itemIndex: 2 });
		const { creation, list } = creationOf();
		expect(await createOnce(item, creation)).toEqual({ id: 'a' });
		expect(item.ledger.find(2)).toMatchObject({
			name: 'Anna',
			state: 'created',
			json: { id: 'a' },
		});
		expect(service.asked).toEqual(['POST /api/things']);
		expect(list).not.toHaveBeenCalled();
		expect(item.hints.all()).toEqual([]);
	});

	test('is not written down where the service has refused it', async () => {
		service.answers.push({ status: 422, body: { message: 'too short' } });
		const item = await itemOf();
		const error = await rejection(createOnce(item, creationOf().creation));
		expect(error).toMatchObject({ message: 'too short' });
		expect(item.ledger.find(0)).toBeUndefined();
		expect(service.requests).toHaveLength(1);
	});

	test('uses up the user’s tries over all failures', async () => {
		service.answers.push({ status: 503 }, lost, { status: 503 }, { body: { id: 'a' } });
		const item = await itemOf({ settings: { maxTries: 3 } });
		const { creation } = creationOf([], 0);
		const { result } = await withoutWaiting(
			async () => await rejection(createOnce(item, creation)),
		);
		expect(result).toMatchObject({ httpCode: '503' });
		expect(service.requests).toHaveLength(3);
		expect(creation.request).toHaveBeenCalledTimes(1);
	});
});

describe('where the name may exist', () => {
	const withPolicy = async (
		ifNameExists: 'createAnyway' | 'fail' | 'reuse',
		found: IDataObject[],
	) => {
		const item = await itemOf({ itemIndex: 2 });
		const { creation, list } = creationOf([found]);
		const lockName = jest.fn<ItemRun['lockName']>().mockResolvedValue();
		const result = createOnce({ ...item, lockName }, { ...creation, ifNameExists });
		return { item, list, lockName, result };
	};

	test('what has it is given, and written down, and nothing is sent', async () => {
		const { item, lockName, result } = await withPolicy('reuse', [{ id: 'a' }]);
		expect(await result).toEqual({ id: 'a' });
		expect(lockName).toHaveBeenCalledWith('Anna');
		expect(service.requests).toEqual([]);
		expect(item.ledger.find(2)).toMatchObject({ name: 'Anna', state: 'found', json: { id: 'a' } });
		expect(item.hints.all().map(({ message }) => message)).toEqual([
			'Existing things were returned, and nothing was cloned (item 2: Anna)',
		]);
	});

	test('the error says what has it, and nothing is sent', async () => {
		const { item, lockName, result } = await withPolicy('fail', [{ id: 'a' }]);
		expect(await rejection(result)).toMatchObject({
			message: 'A thing named "Anna" already exists in Vogent',
			description:
				'Its ID is a. Give the new thing another name, or choose something else under "If Name Already Exists".',
			context: { itemIndex: 2 },
		});
		expect(lockName).toHaveBeenCalledWith('Anna');
		expect(service.requests).toEqual([]);
		expect(item.ledger.find(2)).toBeUndefined();
	});

	test.each(['fail', 'reuse'] as const)(
		'it is created where nothing has it (%s)',
		async (policy) => {
			service.answers.push({ body: { id: 'b' } });
			const { list, result } = await withPolicy(policy, []);
			expect(await result).toEqual({ id: 'b' });
			expect(list).toHaveBeenCalledTimes(1);
		},
	);

	test('it is created anyway, and nobody is asked or waited for', async () => {
		service.answers.push({ body: { id: 'b' } });
		const { list, lockName, result } = await withPolicy('createAnyway', [{ id: 'a' }]);
		expect(await result).toEqual({ id: 'b' });
		expect(list).not.toHaveBeenCalled();
		expect(lockName).not.toHaveBeenCalled();
	});
});

describe('where the answer was lost', () => {
	test('without a settle time the error lists what has the name, and nothing is sent again', async () => {
		service.answers.push(lost);
		const item = await itemOf();
		const { creation } = creationOf([[{ id: 'a', voiceType: 'cloned' }, { id: 7 }]]);
		const error = await rejection(createOnce(item, creation));
		expect(descriptionOf(error)).toBe(
			'OUTCOME_UNKNOWN Vogent now lists under the name "Anna": a (cloned), 7',
		);
		expect(error).toMatchObject({ context: { mayExist: true } });
		expect(service.requests).toHaveLength(1);
		expect(item.ledger.find(0)).toEqual({
			account: await accountOf(item),
			runIndex: 0,
			itemIndex: 0,
			name: 'Anna',
			state: 'inDoubt',
		});
	});

	test('the error says where nothing has the name', async () => {
		service.answers.push(lost);
		const error = await rejection(createOnce(await itemOf(), creationOf().creation));
		expect(descriptionOf(error)).toBe('OUTCOME_UNKNOWN Vogent lists no thing named "Anna" so far.');
	});

	test.each([
		['there is no list', { listNamed: undefined }],
		['there is no list, but a settle time', { listNamed: undefined, settleSeconds: 5 }],
	])('the error is left as it is where %s', async (_name, changes) => {
		service.answers.push(lost);
		const { creation } = creationOf();
		const error = await rejection(createOnce(await itemOf(), { ...creation, ...changes }));
		expect(descriptionOf(error)).toBe('OUTCOME_UNKNOWN');
		expect(service.requests).toHaveLength(1);
	});

	test.each([undefined, 5])('the error says why the list failed (settle: %s)', async (settle) => {
		service.answers.push(lost);
		const { creation } = creationOf([new Error('no list')], settle);
		const error = await rejection(createOnce(await itemOf(), creation));
		expect(descriptionOf(error)).toBe(
			'OUTCOME_UNKNOWN Whether Vogent lists a thing named "Anna" is not known: no list.',
		);
		expect(service.requests).toHaveLength(1);
	});

	test('the error says why the list failed, whatever it throws', async () => {
		service.answers.push(lost);
		const { creation, list } = creationOf([]);
		list.mockReset().mockRejectedValue('a text');
		const error = await rejection(createOnce(await itemOf(), creation));
		expect(descriptionOf(error)).toMatch(/ is not known: a text\.$/);
	});

	test('with a settle time it is looked for, and given where it is found', async () => {
		service.answers.push(lost);
		const item = await itemOf({ itemIndex: 3 });
		const { creation, list } = creationOf([[], [], [{ id: 'a' }]], 15);
		const { result, waited } = await withoutWaiting(async () => await createOnce(item, creation));
		expect(result).toEqual({ id: 'a' });
		expect(waited).toBe(500 + 1000);
		expect(list).toHaveBeenCalledTimes(3);
		expect(service.requests).toHaveLength(1);
		expect(item.ledger.find(3)).toMatchObject({
			name: 'Anna',
			state: 'created',
			json: { id: 'a' },
		});
		expect(item.hints.all().map(({ message }) => message)).toEqual([
			"Vogent's answer was lost, but the thing was created and found by its name (item 3: Anna)",
		]);
	});

	test('it is given where it is found after the last try', async () => {
		service.answers.push(lost);
		const { creation } = creationOf([[{ id: 'a' }]], 5);
		const item = await itemOf({ settings: { maxTries: 1 } });
		expect(await createOnce(item, creation)).toEqual({ id: 'a' });
	});

	test('it is created again where it is not found, with the request that there is', async () => {
		service.answers.push(lost, { body: { id: 'b' } });
		const item = await itemOf();
		const { creation } = creationOf([], 2);
		const { result, waited } = await withoutWaiting(async () => await createOnce(item, creation));
		expect(result).toEqual({ id: 'b' });
		expect(waited).toBe(2000);
		expect(service.requests).toHaveLength(2);
		expect(creation.request).toHaveBeenCalledTimes(1);
		expect(item.hints.all()).toEqual([]);
	});

	test('the tries end, and the error says what is there', async () => {
		service.answers.push(lost, lost, lost);
		const { creation } = creationOf([], 0);
		const error = await rejection(
			createOnce(await itemOf({ settings: { maxTries: 2 } }), creation),
		);
		expect(descriptionOf(error)).toBe('OUTCOME_UNKNOWN Vogent lists no thing named "Anna" so far.');
		expect(service.requests).toHaveLength(2);
	});

	test('none is picked where several have the name', async () => {
		service.answers.push(lost);
		const { creation } = creationOf([[{ id: 'a' }, { id: 'b' }]], 5);
		const error = await rejection(createOnce(await itemOf(), creation));
		expect(error).toMatchObject({ context: { mayExist: true } });
		expect(descriptionOf(error)).toBe(
			'OUTCOME_UNKNOWN Vogent now lists under the name "Anna": a, b',
		);
		expect(service.requests).toHaveLength(1);
	});

	test.each([undefined, 5])('nothing is looked for once the user stops (%s)', async (settle) => {
		const stop = new AbortController();
		service.answers.push({ trouble: 'silent' });
		service.onRequest = () => stop.abort();
		const { creation, list } = creationOf([], settle);
		const item = await itemOf({ signal: stop.signal });
		const error = await rejection(createOnce(item, creation));
		expect(error).toMatchObject({ message: 'The execution was stopped during the request' });
		expect(descriptionOf(error)).toBe('OUTCOME_UNKNOWN');
		expect(list).not.toHaveBeenCalled();
	});

	test('it is not sent again where the user stops while it is looked for', async () => {
		const stop = new AbortController();
		service.answers.push(lost);
		const { creation, list } = creationOf([], 5);
		list.mockReset().mockImplementation(() => {
			stop.abort();
			return Promise.resolve([]);
		});
		const error = await rejection(createOnce(await itemOf({ signal: stop.signal }), creation));
		expect(descriptionOf(error)).toBe('OUTCOME_UNKNOWN');
		expect(service.requests).toHaveLength(1);
		expect(list).toHaveBeenCalledTimes(1);
	});
});
