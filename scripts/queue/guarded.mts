import { spawn } from 'node:child_process';

/** A server that this process has started, and that ends with it. */
export interface Guarded {
	/** What it has written. */
	log: () => string;
	/** Whether it has ended. */
	isOver: () => boolean;
	/** Ends it (SIGINT) and resolves when it is gone. */
	stop: () => Promise<void>;
}

/** Who runs a server; this process's own user when it is left out. */
export interface User {
	uid: number;
	gid: number;
}

/**
 * Runs the command until it ends by itself, or until standard input closes, which happens however this process dies.
 * A shell gives a command in the background an empty input: hence the other descriptor.
 */
const guard = `
"$@" </dev/null & server=$!
exec 3<&0
( cat <&3 >/dev/null; kill -INT "$server" ) 2>/dev/null & watch=$!
exec 3<&- </dev/null
wait "$server"
kill "$watch" 2>/dev/null
`;

/** Starts a server; it gets no signals from the terminal, since what depends on it has to end first. */
export function startGuarded(
	command: string,
	args: string[],
	{ directory, user }: { directory: string; user?: User },
): Guarded {
	const child = spawn('sh', ['-c', guard, 'sh', command, ...args], {
		cwd: directory,
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
		...user,
	});
	let log = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			log += text;
		});
	}
	child.stdin.on('error', () => undefined);
	let over = false;
	const ended = new Promise<void>((resolve) => {
		const end = () => {
			over = true;
			resolve();
		};
		child.once('error', (error) => {
			log += error.message;
			end();
		});
		child.once('close', end);
	});
	return {
		log: () => log,
		isOver: () => over,
		stop: async () => {
			child.stdin.end();
			await ended;
		},
	};
}
