import type { INode } from 'n8n-workflow';

import { isRecorded, readLastExecution, type Execution } from '../../n8n/executions.mts';
import { line } from '../../n8n/lines.mts';
import { makeReady } from '../../support/everything/made.mts';
import {
	vogentNodesOf,
	type SavedWorkflow,
	type WorkflowFile,
} from '../../support/savedWorkflows/folder.mts';
import { fillIn, steady, type Place } from '../../support/savedWorkflows/placeholders.mts';
import type { Happening } from '../../support/savedWorkflows/triggers.mts';
import type { RunningN8n } from './n8n.mts';
import { shownOutput, shownRequests, type ShownRequest } from './savedShown.mts';
import { until } from './until.mts';

/** Longer than any call of a saved workflow and what comes after it, on the clock of the simulator. */
const WHOLE_CALL_MS = 60_000;

/** How long to wait for an execution of which nobody knows yet whether it comes. */
const COMES_WITHIN_MS = 1500;

/** What a workflow sent and gave that is started by hand. */
interface ByHand {
	requests: ShownRequest[];
	/** The items of each output of the Vogent node. */
	output: unknown;
}

/** What a workflow sent and gave that the Vogent Trigger starts. */
interface ByEvents {
	/** The requests of activating it. */
	activation: ShownRequest[];
	events: ByEvent[];
	/** The requests of deactivating it. */
	deactivation: ShownRequest[];
}

type ByEvent = Happening & {
	answer: unknown;
	requests: ShownRequest[];
	outputs: Outputs | null;
};

/** The items of each output of each Vogent node. */
type Outputs = Record<string, unknown>;

/** What is to happen, and what it gave before: null where it started nothing, nothing where nobody knows. */
type Step = Happening & { outputs?: Outputs | null };

/** As much as has to be known of what a saved workflow gave before: what is to happen to it, where events start it. */
export interface Expected {
	events?: Step[];
}

/** A workflow of this run's n8n, made of a saved one. */
interface Running {
	id: string;
	file: WorkflowFile;
	place: Place;
}

/** Runs saved workflows in one n8n, each against a simulator that has just been reset. */
export class SavedRunner {
	readonly #n8n: RunningN8n;

	constructor(n8n: RunningN8n) {
		this.#n8n = n8n;
	}

	/**
	 * Runs a workflow, and gives what it sent and gave, made steady.
	 *
	 * @param expected what it gave before, or what is to happen to it
	 */
	async run(saved: SavedWorkflow, expected: Expected): Promise<unknown> {
		const running = await this.#add(saved);
		const { events } = expected;
		const outcome =
			events === undefined
				? await this.#runByHand(running)
				: await this.#runByEvents(running, events);
		return steady(outcome, saved.text, running.place);
	}

	async #add({ version, name, text }: SavedWorkflow): Promise<Running> {
		const { simulator, server } = this.#n8n;
		await simulator.reset();
		const made = await makeReady(simulator);
		const place = { made, baseUrl: simulator.baseUrl, n8nUrl: server.url };
		const file = JSON.parse(fillIn(text, place)) as WorkflowFile;
		const id = `${version} ${name}`;
		await this.#n8n.addWorkflows([{ ...file, id }]);
		return { id: this.#n8n.idOf(id), file, place };
	}

	async #runByHand({ id, file }: Running): Promise<ByHand> {
		const vogent = vogentNodesOf(file)[0];
		const start = file.nodes[0];
		if (vogent === undefined || start === undefined) throw new Error('There is no Vogent node.');
		const callsBefore = (await this.#n8n.simulator.calls()).length;
		const waits = vogent.parameters.operation === 'createAndWait';
		// The last event alone: of several, the machine's load decides which of them lead to a look.
		if (waits) await this.#n8n.simulator.planCalls({ events: ['dial.recording_created'] });
		await line.run(this.#n8n.session, id, start.name);
		if (waits) await this.#letCallsEnd(id, vogent, callsBefore);
		if (vogent.parameters.operation === 'runAndWait') await this.#letRunEnd();
		const execution = await this.#ended(id, waits);
		const requests = await shownRequests(this.#n8n.simulator, waits);
		return { requests, output: await this.#outputOf(execution, vogent) };
	}

	/** Moves the clock once the node waits: it asks again and again, or its execution is parked. */
	async #letCallsEnd(id: string, vogent: INode, callsBefore: number): Promise<void> {
		const { checkEverySeconds = 0 } = (vogent.parameters.options ?? {}) as Record<string, number>;
		await until('the call', async () => {
			if (checkEverySeconds > 0) {
				return (await this.#n8n.simulator.calls()).length > callsBefore ? true : undefined;
			}
			const execution = await readLastExecution(this.#n8n.home.query, id);
			return execution?.status === 'waiting' && isRecorded(execution) ? true : undefined;
		});
		await this.#n8n.simulator.advance(WHOLE_CALL_MS);
	}

	/** Moves the clock once the evaluation has started. */
	async #letRunEnd(): Promise<void> {
		const { simulator } = this.#n8n;
		await until('the run', async () => {
			const requests = await simulator.requests();
			return requests.some(({ path }) => path.endsWith('/runs')) || undefined;
		});
		await simulator.advance(WHOLE_CALL_MS);
	}

	async #ended(id: string, waits: boolean): Promise<Execution> {
		return await until('the end', async () => {
			const execution = await readLastExecution(this.#n8n.home.query, id);
			if (execution === undefined || !isRecorded(execution)) return undefined;
			if (execution.status !== 'waiting') return execution;
			if (!waits) throw new Error('The workflow waits, which it did not do before.');
			return undefined;
		});
	}

	async #runByEvents(running: Running, steps: Step[]): Promise<ByEvents> {
		const { id } = running;
		const { isActive, error } = await line.activate(this.#n8n.session, id);
		if (!isActive) throw new Error(`It was not activated: ${error}`);
		await this.#n8n.server.listening();
		const activation = await this.#newRequests();
		const events: ByEvent[] = [];
		for (const step of steps) events.push(await this.#happen(running, step));
		const { query } = this.#n8n.home;
		const executions = events.filter(({ outputs }) => outputs !== null).length;
		const count = await query(
			'SELECT count(*) AS number FROM execution_entity WHERE "workflowId" = ?',
			id,
		);
		if (Number(count?.number) !== executions)
			throw new Error('Something else has started it, too.');
		const warning = await line.deactivate(this.#n8n.session, id, {
			query,
			log: this.#n8n.server.log,
		});
		if (warning !== undefined) throw new Error(warning);
		return { activation, events, deactivation: await this.#newRequests() };
	}

	async #happen({ id, file, place }: Running, step: Step): Promise<ByEvent> {
		const before = (await readLastExecution(this.#n8n.home.query, id))?.id ?? 0;
		const happening: Happening =
			'event' in step ? { event: step.event } : { inboundCall: step.inboundCall };
		const answer = await this.#send(file, place, happening);
		const execution =
			step.outputs === null ? undefined : await this.#nextAfter(before, id, step.outputs);
		const outputs = execution === undefined ? null : await this.#outputsOf(execution, file);
		return { ...happening, answer, requests: await this.#newRequests(), outputs };
	}

	async #send(file: WorkflowFile, place: Place, happening: Happening): Promise<unknown> {
		const filled = JSON.parse(fillIn(JSON.stringify(happening), place)) as Happening;
		if ('inboundCall' in filled) {
			const { status, answer, usedAnswer } = await this.#n8n.simulator.inboundCall(
				filled.inboundCall,
			);
			return { status, body: answer, usedAnswer };
		}
		const trigger = vogentNodesOf(file)[0];
		const url = `${this.#n8n.server.url}/webhook/${trigger?.webhookId}/webhook`;
		const body = JSON.stringify(filled.event);
		const [delivery] = await this.#n8n.simulator.deliver({ url, body });
		return { status: delivery?.status, body: delivery?.answer };
	}

	/** The execution that something has started; undefined where it has started none, unless one is expected. */
	async #nextAfter(
		before: number,
		id: string,
		expected: Outputs | undefined,
	): Promise<Execution | undefined> {
		const next = async () => {
			const execution = await readLastExecution(this.#n8n.home.query, id);
			return execution && execution.id > before && isRecorded(execution) ? execution : undefined;
		};
		if (expected !== undefined) return await until('the execution', next);
		return await until('an execution', next, COMES_WITHIN_MS).catch(() => undefined);
	}

	async #newRequests(): Promise<ShownRequest[]> {
		const requests = await shownRequests(this.#n8n.simulator);
		await this.#n8n.simulator.clearRequests();
		return requests;
	}

	async #outputsOf(execution: Execution, file: WorkflowFile): Promise<Outputs> {
		const outputs: Outputs = {};
		for (const vogent of vogentNodesOf(file)) {
			outputs[vogent.name] = await this.#outputOf(execution, vogent);
		}
		return outputs;
	}

	async #outputOf(execution: Execution, { name }: INode): Promise<unknown> {
		const { error } = execution;
		if (error !== undefined) throw new Error(`The workflow has failed: ${error.message}`);
		return await shownOutput(execution.output(name), async (id) => await this.#readFile(id));
	}

	/** n8n 2 refuses to give a file that it keeps in its database and a webhook has received: it has no execution there. */
	async #readFile(binaryId: string): Promise<Buffer> {
		const fileId = /^database:(.*)/.exec(binaryId)?.[1];
		if (fileId === undefined) return await this.#n8n.session.file(binaryId);
		const select = 'SELECT data FROM binary_data WHERE "fileId" = ?';
		return Buffer.from((await this.#n8n.home.query(select, fileId))?.data as Uint8Array);
	}
}
