import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Figures } from './figures.mts';
import type { Service } from './receiving.mts';

const run = promisify(execFile);

/** Clips to upload, so many at a time, to a service. */
export interface Upload extends Service {
	clips: string[];
	concurrency: number;
}

/**
 * Uploads with form-data and axios in a Node process of its own.
 *
 * @throws {Error} with what the process wrote when an upload fails
 */
export async function uploadByAxios({
	baseUrl,
	apiKey,
	clips,
	concurrency,
}: Upload): Promise<Figures> {
	const program = path.join(import.meta.dirname, 'axios.mts');
	const { stdout } = await run(process.execPath, [
		program,
		baseUrl,
		apiKey,
		String(concurrency),
		...clips,
	]);
	return JSON.parse(stdout) as Figures;
}

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
 * Uploads with curl, which tells how long it took; the processor's time is taken by bash.
 *
 * @throws {Error} with what curl wrote when an upload fails
 */
export async function uploadByCurl({
	baseUrl,
	apiKey,
	clips,
	concurrency,
}: Upload): Promise<Figures> {
	const common = [
		'--silent',
		'--show-error',
		'--fail',
		'--header',
		`Authorization: Bearer ${apiKey}`,
	];
	const form = (clip: string) => [
		...common,
		...['--form', 'name=Anna', '--form', 'model=CSM', '--form', `clip=@${clip};type=audio/wav`],
		...['--output', '/dev/null', '--write-out', '%{time_total}', `${baseUrl}/voices/clone`],
	];
	const parallel =
		clips.length > 1
			? ['--parallel', '--parallel-immediate', '--parallel-max', `${concurrency}`]
			: [];
	const uploads = clips.flatMap((clip, index) => [...(index > 0 ? ['--next'] : []), ...form(clip)]);
	const script = 'TIMEFORMAT="%R %U %S"; time curl "$@"';
	const env = { ...process.env, LC_ALL: 'C' };
	const { stdout, stderr } = await run('bash', ['-c', script, 'curl', ...parallel, ...uploads], {
		env,
	});
	// Of many clips, curl shows its progress before that, however silent it is to be.
	const times = stderr.trim().split('\n').at(-1)?.split(' ').map(Number);
	const [wholeSeconds = NaN, user = NaN, system = NaN] = times ?? [];
	// For many clips curl tells only of each by itself; there its own start is next to nothing.
	const seconds = clips.length > 1 ? wholeSeconds : Number(stdout);
	return { seconds, wholeSeconds, cpuOverSeconds: user + system };
}
