import {
	CLIP_BYTES,
	CONCURRENCY,
	mapWithConcurrency,
	namesOf,
	sendClone,
	voicesNamed,
} from './clones.mts';
import type { Cluster } from './cluster.mts';
import { measure, parts, type Figures } from './figures.mts';
import {
	bytes,
	exactly,
	number,
	percentile,
	seconds,
	told,
	type Row,
	type Section,
} from './report.mts';

const CLONES = 300;

/** So many clones that nothing disturbs, and a service that answers at once: what n8n itself needs for one. */
export async function cloneUndisturbed(
	cluster: Cluster,
): Promise<{ section: Section; figures: Figures }> {
	const first = await sendClone(cluster, 'Warming up');
	if (first.status !== 200) throw new Error(`The first clone was answered with ${first.status}`);
	const names = namesOf('Undisturbed', CLONES);
	const times: number[] = [];
	let answered = 0;
	const figures = await measure(cluster, async () => {
		await mapWithConcurrency(names, CONCURRENCY, async (name) => {
			const { status, ms } = await sendClone(cluster, name);
			if (status === 200) answered += 1;
			times.push(ms);
		});
	});
	const voices = await voicesNamed(cluster, names);
	const single = [...voices.values()].filter(({ length }) => length === 1).length;
	return {
		figures,
		section: {
			title: `${CLONES} clones of ${bytes(CLIP_BYTES)}, ${CONCURRENCY} at a time, by a service that answers at once`,
			rows: [
				exactly('answered with a voice', answered, CLONES),
				exactly('names with exactly one voice', single, CLONES),
				told('time', seconds(figures.ms)),
				told('clones per second', number((CLONES * 1000) / figures.ms, 1)),
				told('answered within, half of them', seconds(percentile(times, 50))),
				told('answered within, 99 of 100', seconds(percentile(times, 99))),
				...rowsOf(figures),
			],
		},
	};
}

function rowsOf(figures: Figures): Row[] {
	const { cpu, memory, tables, walBytes, redisBytes, redisCommands } = figures;
	const sum = [...tables.values()].reduce((total, table) => total + table.bytes, 0);
	return [
		...parts.map((part) =>
			told(`CPU time per clone, ${part}`, `${number((cpu[part] * 1000) / CLONES, 1)} ms`),
		),
		...parts.map((part) => told(`memory, ${part}`, bytes(memory[part]))),
		...[...tables].map(([name, { rows, bytes: size }]) =>
			told(
				`rows and bytes per clone, ${name}`,
				`${number(rows / CLONES, 2)}, ${bytes(Math.round(size / CLONES))}`,
			),
		),
		told('bytes per clone, the whole database', bytes(Math.round(sum / CLONES))),
		told('bytes per clone, the log of PostgreSQL', bytes(Math.round(walBytes / CLONES))),
		told('the most that Redis held', bytes(redisBytes)),
		told('commands to Redis per clone', number(redisCommands / CLONES, 0)),
	];
}
