import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { emptyText, notE164, refuseWrong } from '../checks.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

/** CreateFunctionInput of the contract; with nothing required but the numbers, UpdateFunctionInput. */
interface FunctionInput {
	name: string;
	description: string;
	allowedNumbers: Array<{ number: string }>;
	type?: string;
	lifecycleMessages?: { started: string[] };
}

export const functions = new Collection<FunctionInput & { id: string; type: string }>(() => [
	{
		id: seedId('function 1'),
		name: 'to_front_desk',
		description: 'Puts the caller through to the front desk',
		type: 'transfer',
		allowedNumbers: [{ number: '+15550100002' }],
		lifecycleMessages: { started: ['I will put you through.'] },
	},
]);

export const functionOperations: Operations = {
	getFunction: (request) => functionOf(request),

	createFunction({ state, body }) {
		const input = body as FunctionInput;
		refuseWrong(errorsOf(input));
		const created = { id: randomUUID(), type: 'transfer', ...input };
		functions.in(state).push(created);
		return created;
	},

	updateFunction(request) {
		const changed = functionOf(request);
		const changes = request.body as Partial<FunctionInput>;
		refuseWrong(errorsOf(changes));
		return Object.assign(changed, changes);
	},

	/** No agent has it any more. */
	deleteFunction(request) {
		const deleted = functionOf(request);
		const rows = functions.in(request.state);
		rows.splice(rows.indexOf(deleted), 1);
		for (const agent of agents.in(request.state)) {
			agent.linkedFunctionDefinitions = agent.linkedFunctionDefinitions?.filter(
				({ functionDefinitionId }) => functionDefinitionId !== deleted.id,
			);
		}
		return deleted;
	},
};

function functionOf({ state, params }: OperationRequest) {
	return findById(functions.in(state), params.id, 'function');
}

function errorsOf({ name, allowedNumbers = [] }: Partial<FunctionInput>): string[] {
	return [
		...emptyText('name', name),
		...allowedNumbers.flatMap(({ number }, index) =>
			notE164(`allowedNumbers/${index}/number`, number),
		),
	];
}
