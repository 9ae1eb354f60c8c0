import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { fixtures } from '../../e2e/support/workflows.mts';

/** A web page's clip, as somebody would download it in a workflow. */
export interface ClipServer {
	url: string;
	stop: () => void;
}

/** Serves the spoken clip of the tests on 127.0.0.1. */
export async function serveClip(): Promise<ClipServer> {
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'audio/wav');
		createReadStream(join(fixtures, 'clip.wav')).pipe(response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clip.wav`,
		stop: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
