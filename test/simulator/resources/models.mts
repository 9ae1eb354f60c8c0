import type { Operations } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

export const models = new Collection(() => [
	{
		id: seedId('model 1'),
		name: 'Large',
		modelOptions: [
			{
				id: seedId('model option 1'),
				name: 'temperature',
				valueType: 'FLOAT',
				default: '0.7',
			},
		],
	},
	{ id: seedId('model 2'), name: 'Small', modelOptions: [] },
]);

export const modelOperations: Operations = {
	listModels: (request) => dataPage(request, 'models', models.in(request.state)),
};
