import { messageOf } from '../test/support/messageOf.mts';
import { endWithParent } from './set-up/parent.mts';

/** Takes what is undone when the command ends, however it ends; what came last is undone first. */
export type AtEnd = (undo: () => unknown) => void;

/** Writes a line for the user. */
export const say = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Runs a command that leaves nothing behind: at its end, after an error, on Ctrl+C, on SIGTERM, and when the process that
 * started it is gone.
 *
 * @param name what is said to have failed
 * @param main the command; its error is shown, and makes the exit code 1
 */
export function runCommand(name: string, main: (atEnd: AtEnd) => Promise<void>): void {
	const undos: Array<() => unknown> = [];
	let cleaning: Promise<void> | undefined;
	const undoAll = async () => {
		for (let undo = undos.pop(); undo; undo = undos.pop()) {
			try {
				await undo();
			} catch (error) {
				// What is left is undone all the same.
				say(`Cleaning up: ${messageOf(error)}`);
			}
		}
	};
	const cleanUp = () => (cleaning ??= undoAll());
	let isStopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (isStopping) return;
			isStopping = true;
			say('\nStopping ...');
			void cleanUp().then(() => process.exit(signal === 'SIGINT' ? 0 : 143));
		});
	}
	endWithParent();
	main((undo) => undos.push(undo))
		.catch((error: unknown) => {
			if (isStopping) return;
			process.stderr.write(`\n${name} failed: ${messageOf(error)}\n`);
			process.exitCode = 1;
		})
		.finally(() => void cleanUp());
}
