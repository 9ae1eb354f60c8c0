import { line, type EditorApi } from '../../n8n/lines.mts';
import type { SeenServer } from '../../n8n/server.mts';

/** A signed-in owner's access to n8n's own API, as the editor uses it. */
export interface Session extends EditorApi {
	patch: (path: string, body: unknown) => Promise<unknown>;
	/** A file that n8n keeps, by its ID. */
	file: (binaryId: string) => Promise<Buffer>;
}

/** The owner of every test instance. */
export const owner = {
	email: 'owner@example.com',
	password: 'Passw0rd-of-a-test',
	firstName: 'Test',
	lastName: 'Owner',
};

/**
 * Makes the owner's account on a new n8n, and gives access in its name.
 * The functions throw, with n8n's answer, when n8n refuses.
 */
export async function signIn(url: string): Promise<Session> {
	return await enter(url, '/rest/owner/setup', owner);
}

/** Gives access in the name of somebody who has an account already. */
export async function logIn(url: string, email: string, password: string): Promise<Session> {
	return await enter(url, '/rest/login', { emailOrLdapLoginId: email, password });
}

/** Gives access with the cookie that n8n answers with. */
async function enter(url: string, door: string, who: object): Promise<Session> {
	const headers: Record<string, string> = { 'browser-id': 'test' };
	const send = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(url + path, {
			method,
			headers: { ...headers, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return { response, answer: JSON.parse(text) as unknown };
	};
	const { response } = await send('POST', door, who);
	headers.cookie = response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
	return {
		get: async (path) => (await send('GET', path)).answer,
		post: async (path, body) => (await send('POST', path, body)).answer,
		patch: async (path, body) => (await send('PATCH', path, body)).answer,
		file: async (binaryId) => {
			const query = new URLSearchParams({ id: binaryId, action: 'download' });
			const response = await fetch(`${url}/rest/binary-data?${query.toString()}`, { headers });
			if (!response.ok) throw new Error(`${binaryId}: ${response.status} ${await response.text()}`);
			return Buffer.from(await response.arrayBuffer());
		},
	};
}

/** Publishes workflows while n8n runs, as the editor does, and waits until their triggers listen. */
export async function publish(
	server: SeenServer,
	session: Session,
	workflowIds: string[],
): Promise<void> {
	for (const id of workflowIds) {
		const { isActive, error } = await line.activate(session, id);
		if (!isActive) throw new Error(`Workflow ${id} was not published: ${error}`);
	}
	await server.listening();
}
