import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

import FormData from 'form-data';

import { line } from '../../test/n8n/lines.mts';
import { n8nDirectory } from '../../test/n8n/paths.mts';
import { peakMemoryMB } from '../../test/n8n/peakMemory.mts';

/**
 * Uploads clips by form-data and axios (the very axios that n8n's requests go through), and prints as JSON what that
 * took. Redirects are off, so that axios keeps nothing of what it sends.
 *
 * Arguments: the base URL, the key, how many clips at a time, and the clips.
 */
const [baseUrl = '', apiKey = '', concurrency = '1', ...clips] = process.argv.slice(2);

interface Axios {
	post: (url: string, body: FormData, options: object) => Promise<{ data: { id?: string } }>;
}

// Found from n8n's own files, as n8n finds it.
const requireFromN8n = createRequire(
	path.join(n8nDirectory(line.version), 'node_modules/n8n/package.json'),
);
const network = requireFromN8n.resolve('@n8n/backend-network');
const axios = createRequire(network)('axios') as Axios;

async function upload(clip: string): Promise<void> {
	const form = new FormData();
	form.append('name', 'Anna');
	form.append('model', 'CSM');
	form.append('clip', createReadStream(clip), {
		filename: path.basename(clip),
		contentType: 'audio/wav',
		knownLength: (await stat(clip)).size,
	});
	const { data } = await axios.post(`${baseUrl}/voices/clone`, form, {
		headers: { ...form.getHeaders(), Authorization: `Bearer ${apiKey}` },
		maxRedirects: 0,
		maxBodyLength: Infinity,
	});
	if (data.id === undefined) throw new Error('There is no voice in the answer.');
}

const cpuBefore = process.cpuUsage();
const memoryBefore = process.memoryUsage.rss();
const begin = performance.now();
const left = [...clips];
await Promise.all(
	Array.from({ length: Number(concurrency) }, async () => {
		for (let clip = left.shift(); clip !== undefined; clip = left.shift()) await upload(clip);
	}),
);
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
	JSON.stringify({
		seconds,
		cpuOverSeconds: (user + system) / 1e6,
		peakOverMB: peakMemoryMB() - memoryBefore / 2 ** 20,
	}),
);
