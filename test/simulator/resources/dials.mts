import { randomUUID } from 'node:crypto';
import { callOf } from '../dials/call.mts';
import { place } from '../dials/place.mts';
import { dials } from '../dials/rows.mts';
import type { Operations } from '../operation.mts';
import { findById } from '../operation.mts';

export const dialOperations: Operations = {
	createDial(request) {
		const { dial, sessionId } = place(request).placed;
		return { dialToken: randomUUID(), sessionId, dialId: dial.id };
	},

	getDial: ({ state, params }) => findById(dials.in(state), params.id, 'dial'),

	/** The reference does not say what becomes of a call that has ended: here that is no success. */
	hangUpDial({ state, params }) {
		const { id } = findById(dials.in(state), params.id, 'dial');
		return { success: callOf(state, id)?.hangUp() ?? false };
	},

	createDialToken({ state, params }) {
		findById(dials.in(state), params.id, 'dial');
		return { dialToken: randomUUID() };
	},
};
