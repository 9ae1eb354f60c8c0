/** Where the API begins on the server; what follows is a path of the contract. */
export const apiRoot = '/api';

/** Where the tests speak with the simulator itself. */
export const controlRoot = '/_simulator';

/** Returns the origin of a port of this machine. */
export function originOf(port: number): string {
	return `http://127.0.0.1:${port}`;
}
