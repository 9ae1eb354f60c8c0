import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/**
 * Posts these bytes on a connection of their own and gives the whole answer, whatever its status. Redirects are not
 * followed. Throws when there is no answer, or when the signal ends the wait for it.
 */
export async function post(
	url: string,
	body: Buffer,
	headers: OutgoingHttpHeaders,
	signal: AbortSignal,
): Promise<{ status: number; text: string }> {
	const send = url.startsWith('https:') ? httpsRequest : httpRequest;
	const request = send(url, {
		method: 'POST',
		agent: false,
		signal,
		headers: { 'content-length': body.length, ...headers },
	});
	// Who answers before all of it has come may close the connection on the rest.
	request.on('error', () => undefined);
	request.end(body);
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	return { status: response.statusCode ?? 0, text: await text(response) };
}
