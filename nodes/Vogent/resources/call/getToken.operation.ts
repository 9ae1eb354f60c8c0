import { dialField } from '../../fields/ids';
import { request } from '../../operations/request';

/** Gives a token with which a browser joins a call. API page: "Dial Token" (`POST /dials/{id}/token`). */
export const getToken = request({
	value: 'getToken',
	name: 'Get Token',
	action: 'Get the token of a call',
	description: 'Get a token that lets a browser join a call',
	method: 'POST',
	path: '/dials/{}/token',
	ids: [dialField],
	expects: 'dialToken',
});
