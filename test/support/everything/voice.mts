import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repositoryDirectory } from '../../n8n/paths.mts';
import { pages, row, twoRows } from './row.mts';

/** The file that every row's item has in its field `data`. */
export const clipPath = join(repositoryDirectory, 'test', 'fixtures', 'clip.wav');

const clip = readFileSync(clipPath);

export const voiceRows = [
	row('voice', 'clone', () => ({
		parameters: {
			name: 'Support line, Zoë',
			model: 'CSM',
			binaryPropertyName: 'data',
			transcription: 'Hello, thanks for calling.',
			options: {
				checkClip: true,
				fileName: 'zoë.wav',
				ifNameExists: 'reuse',
				settleSeconds: 5,
			},
		},
		requests: [
			// Composed and decomposed: it may be listed either way.
			...['Support line, Zo\u00eb', 'Support line, Zoe\u0308'].map((name) => ({
				operationId: 'listVoices',
				method: 'GET',
				path: '/voices',
				query: { name, limit: '100' },
			})),
			{
				operationId: 'cloneVoice',
				method: 'POST',
				path: '/voices/clone',
				parts: [
					{ name: 'name', value: 'Support line, Zoë' },
					{ name: 'model', value: 'CSM' },
					{ name: 'transcription', value: 'Hello, thanks for calling.' },
					{
						name: 'clip',
						filename: 'zoë.wav',
						mimeType: 'audio/wav',
						sha256: createHash('sha256').update(clip).digest('hex'),
					},
				],
			},
		],
	})),

	row('voice', 'getAll', () => ({
		parameters: { ...twoRows, filters: { name: 'Ava', voiceType: 'stock' } },
		requests: pages('listVoices', '/voices', 'voices', {
			query: { name: 'Ava', voiceType: 'stock' },
			// All of them, to sort them by name.
			limits: [100, 100, 100],
		}),
	})),
];
