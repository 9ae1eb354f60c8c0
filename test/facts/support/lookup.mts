import dns from 'node:dns';

type Callback = (error: Error | null, address?: unknown, family?: number) => void;

/**
 * Makes this process's look-up of some host names fail with an error, or find several addresses. What n8n and axios make
 * of it is theirs: for Node, an error of the look-up and one of the connection take the same way.
 */
export function fakeLookup(hosts: Record<string, Error | string[]>): void {
	const real = dns.lookup.bind(dns) as (...parameters: unknown[]) => void;
	const lookup = (host: string, options: unknown, callback: Callback) => {
		const fake = hosts[host];
		if (fake === undefined) real(host, options, callback);
		else if (fake instanceof Error) process.nextTick(() => callback(fake));
		else {
			const addresses = fake.map((address) => ({ address, family: 4 }));
			process.nextTick(() => callback(null, addresses));
		}
	};
	Object.assign(dns, { lookup });
}

/** An error as Node makes it for a system call that failed. */
export function systemError(message: string): Error {
	const [syscall, code] = message.split(' ');
	return Object.assign(new Error(message), { code, syscall });
}

/** An error as Node makes it when every address of a host failed. */
export function aggregateError(errors: Error[]): Error {
	const [first] = errors as NodeJS.ErrnoException[];
	return Object.assign(new AggregateError(errors), { code: first?.code });
}
