import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, jest, test } from '@jest/globals';

import { createInstance } from './support/instance.mts';
import { fixtures, readFiles, start, vogentNode, workflow } from './support/workflows.mts';

jest.setTimeout(120_000);

describe('binary data kept', () => {
	test.each([
		['in memory', 'default', /^$/],
		['in files', 'filesystem', /^filesystem-v2:/],
		['in the database', 'database', /^database:/],
	] as const)('%s is sent whole', async (_, binaryDataMode, id) => {
		const { simulator, home, remove } = await createInstance({ binaryDataMode });
		try {
			const clip = join(fixtures, 'clip.wav');
			await home.importWorkflows([workflow('one-file', [start(), readFiles(clip), vogentNode()])]);

			const execution = await home.execute('one-file');

			expect(execution.error).toBeUndefined();
			expect(execution.output('Files')[0]?.[0]?.binary?.data?.id ?? '').toMatch(id);
			const bytes = await readFile(clip);
			const [request] = await simulator.requests();
			expect(request).toMatchObject({ chunked: false, status: 200 });
			expect(request?.contentLength).toBe(String(request?.bytesReceived));
			expect(request?.parts?.at(-1)).toMatchObject({
				filename: 'clip.wav',
				mimeType: 'audio/wav',
				sha256: createHash('sha256').update(bytes).digest('hex'),
			});
		} finally {
			await remove();
		}
	});
});
