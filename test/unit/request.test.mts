import { expect, test } from '@jest/globals';
import { sendRequest } from '../../nodes/Vogent/transport/request.ts';
import { useService } from '../support/service.mts';
import { itemRunOf, withoutWaiting } from './support/item.mts';

const service = useService();
test('x', async () => {
	const item = await itemRunOf({ baseUrl: service.baseUrl });
	service.answers.push({ status: 503 }, {status: 429, headers: {'retry-after':'7'}}, { body: { a: 1 } });
	const { result, waited } = await withoutWaiting(async () => await sendRequest(item, { method: 'GET', path: '/voices' }));
	console.log(result, waited, service.requests);
});
