import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from './listen.mts';

const retryMs = 50;
const longestRetryMs = 10_000;

/** The port on which the API answers, or for a while refuses to. */
export class ApiPort {
	readonly #server: Server;
	readonly #number: number;
	#reopens: NodeJS.Timeout | undefined;
	#opening = Promise.resolve();

	/** Takes a server that listens on this port. */
	constructor(server: Server, number: number) {
		this.#server = server;
		this.#number = number;
	}

	/** Refuses connections from when it returns, for so many milliseconds. Connections that are open are ended. */
	async refuse(milliseconds: number): Promise<void> {
		await this.open();
		this.#server.close();
		this.#server.closeAllConnections();
		this.#reopens = setTimeout(() => void this.open(), milliseconds);
	}

	/** Ends a refusal; does nothing when there is none. Throws when somebody else has taken the port for good. */
	async open(): Promise<void> {
		clearTimeout(this.#reopens);
		this.#opening = this.#opening.then(async () => {
			if (!this.#server.listening) await this.#listenAgain();
		});
		await this.#opening;
	}

	/** The system may have lent the port to a client's end of a connection in the meantime. */
	async #listenAgain(): Promise<void> {
		const giveUpAt = performance.now() + longestRetryMs;
		for (;;) {
			try {
				await listen(this.#server, this.#number);
				return;
			} catch (error) {
				if (performance.now() > giveUpAt) throw error;
				await wait(retryMs);
			}
		}
	}
}
