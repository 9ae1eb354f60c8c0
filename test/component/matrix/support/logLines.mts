import { AsyncLocalStorage } from 'node:async_hooks';

import { Container } from '@n8n/di';
import { LoggerProxy } from 'n8n-workflow';
import type { Logger } from 'n8n-workflow';

/** Keeps the lines of n8n's log, each with whom it belongs to, and shows none of them. */
export class LogLines {
	private readonly current = new AsyncLocalStorage<string[]>();

	/** Lines of which it is not known what they belong to. */
	private readonly others: string[] = [];

	/** Takes the place of n8n's own logger, for nodes and for the engine; `original` is that one. */
	constructor(original: Logger) {
		const write = (level: string) => (message: string, meta?: object) => {
			const lines = this.current.getStore() ?? this.others;
			lines.push(`${level}: ${message} ${meta === undefined ? '' : JSON.stringify(meta)}`);
		};
		const logger = {
			error: write('error'),
			warn: write('warn'),
			info: write('info'),
			debug: write('debug'),
			scoped: () => logger,
		};
		Container.set(original.constructor as new () => Logger, logger);
		LoggerProxy.init(logger);
	}

	/** Does the task, and gives the lines of the log that came of it. Throws what the task throws. */
	async during(task: () => Promise<void>): Promise<string[]> {
		const lines: string[] = [];
		await this.current.run(lines, task);
		return [...lines, ...this.others];
	}
}
