import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Figures } from './figures.mts';
import type { Service } from './receiver.mts';

const run = promisify(execFile);

/** Which curl there is, such as `curl 7.88.1`; undefined when there is none, or no bash to take its time. */
export async function findCurl(): Promise<string | undefined> {
	try {
		const { stdout } = await run('bash', ['-c', 'curl --version']);
		return /^curl [\d.]+/.exec(stdout)?.[0];
	} catch {
		return undefined;
	}
}

/**
 * Uploads clips with curl, which tells how long it took; the processor's time is taken by bash.
 *
 * @throws {Error} with what curl wrote when an upload fails
 */
export async function uploadByCurl(
	{ baseUrl, apiKey }: Service,
	clips: string[],
	concurrency: number,
): Promise<Figures> {
	const form = (clip: string) => [
		...['--silent', '--show-error', '--fail', '--header', `Authorization: Bearer ${apiKey}`],
		...['--form', 'name=Anna', '--form', 'model=CSM', '--form', `clip=@${clip};type=audio/wav`],
		...['--output', '/dev/null', '--write-out', '%{time_total}', `${baseUrl}/voices/clone`],
	];
	const isOne = clips.length === 1;
	const parallel = ['--parallel', '--parallel-immediate', '--parallel-max', `${concurrency}`];
	const uploads = clips.flatMap((clip, index) => [...(index > 0 ? ['--next'] : []), ...form(clip)]);
	const script = 'TIMEFORMAT="%R %U %S"; time curl "$@"';
	const { stdout, stderr } = await run(
		'bash',
		['-c', script, 'curl', ...(isOne ? [] : parallel), ...uploads],
		{ env: { ...process.env, LC_ALL: 'C' } },
	);
	// Of many clips, curl shows its progress before that, however silent it is to be.
	const times = stderr.trim().split('\n').at(-1)?.split(' ').map(Number);
	const [wholeSeconds = NaN, user = NaN, system = NaN] = times ?? [];
	// For many clips curl tells only of each by itself; there its own start is next to nothing.
	return {
		seconds: isOne ? Number(stdout) : wholeSeconds,
		wholeSeconds,
		cpuOverSeconds: user + system,
	};
}
