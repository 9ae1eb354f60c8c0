import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReceivedRequest } from './records.mts';

/** One request and its answer, from its arrival until the answer is sent or the connection is gone. */
export class Exchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly record: ReceivedRequest;
	/** Whether its answer never goes on. */
	isStalled = false;
	#isBrokenHere = false;
	readonly #over = new AbortController();

	constructor(request: IncomingMessage, response: ServerResponse, record: ReceivedRequest) {
		this.request = request;
		this.response = response;
		this.record = record;
		response.once('close', () => {
			record.aborted = !response.writableFinished && !this.#isBrokenHere;
			this.#over.abort();
		});
	}

	/** Fires when the answer is wholly sent or the connection is gone, whichever way. */
	get over(): AbortSignal {
		return this.#over.signal;
	}

	/** Waits, but not beyond the end of the exchange. Never throws. */
	async wait(milliseconds: number): Promise<void> {
		await wait(milliseconds, undefined, { signal: this.over }).catch(() => undefined);
	}

	/** Breaks the connection with a reset; what was not yet received by the client may be lost. */
	reset(): void {
		this.#isBrokenHere = true;
		this.request.socket.resetAndDestroy();
	}

	/** Closes the connection, after what was already sent. */
	cut(): void {
		this.#isBrokenHere = true;
		this.response.destroy();
	}
}
