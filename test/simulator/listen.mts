import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts listening on this machine only, on any free port for 0; returns the port. Throws when it is taken. */
export async function listen(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
	return (server.address() as AddressInfo).port;
}
