import { row, twoPages, twoRows } from './row.mts';

export const modelRows = [
	row('model', 'getAll', () => ({
		parameters: twoRows,
		requests: twoPages('listModels', '/models', 'models'),
	})),
];
