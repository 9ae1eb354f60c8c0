import { dialField } from '../../fields/ids';
import { request } from '../../operations/request';

/** Ends a call, and gives `success`. API page: "Hang Up Dial" (`POST /dials/{id}/hangup`). */
export const hangup = request({
	value: 'hangup',
	name: 'Hang Up',
	action: 'Hang up a call',
	description: 'End a call that is in progress',
	method: 'POST',
	path: '/dials/{}/hangup',
	ids: [dialField],
});
