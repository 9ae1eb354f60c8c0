import { randomUUID } from 'node:crypto';
import { callOf } from '../dials/call.mts';
import { place } from '../dials/place.mts';
import type { CreateDialInput } from '../dials/place.mts';
import { findById } from '../operation.mts';
import type { Operations } from '../operation.mts';
import { dials } from '../dials/seeds.mts';

export const dialOperations: Operations = {
	createDial({ state, body }) {
		const { dial, sessionId } = place(state, body as CreateDialInput).placed;
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
