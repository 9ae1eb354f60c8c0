import { createServer, type AddressInfo } from 'node:net';

/** Listens on a port of 127.0.0.1 for a moment; gives the port's number. */
async function tryPort(port: number): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const { port: taken } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return taken;
}

/**
 * Finds a TCP port on 127.0.0.1 that nobody listens on.
 *
 * @returns the port's number
 */
export async function freePort(): Promise<number> {
	return tryPort(0);
}

/** Tells whether a TCP port on 127.0.0.1 can be listened on. */
export async function isPortFree(port: number): Promise<boolean> {
	return tryPort(port).then(
		() => true,
		() => false,
	);
}
