import { add } from '../kept.mts';
import type { Resource } from '../kept.mts';
import { Refusal } from '../operation.mts';
import type { Operations } from '../operation.mts';
import type { ReceivedPart, Settings } from '../records.mts';
import { voices } from '../seeds.mts';

/** When each cloned voice was made. It is kept beside, since the contract has no such field. */
const clonedAt = new WeakMap<object, number>();

export const voice: Resource = {
	name: 'voice',
	schema: 'AIVoice',
	rows: voices,
	isListed(row, { query, state }) {
		const { nameFilter, listedAfterMs } = state.settings;
		const made = clonedAt.get(row) ?? -Infinity;
		return (
			performance.now() - made >= listedAfterMs &&
			(query.name === undefined || hasName(row.name, query.name, nameFilter)) &&
			(query.voiceType === undefined || row.voiceType === query.voiceType)
		);
	},
};

export const voiceOperations: Operations = {
	cloneVoice({ state, parts }) {
		const errors = parts.flatMap((part, index) => partErrors(part, parts.slice(0, index)));
		if (!parts.some((part) => part.name === 'clip')) errors.push('clip is missing');
		if (errors.length > 0) throw new Refusal(422, 'The request is not valid', errors);
		const name = parts.find((part) => part.name === 'name')?.value ?? '';
		const cloned = add(state, voice, { name, voiceType: state.settings.cloneVoiceType });
		clonedAt.set(cloned, performance.now());
		return cloned;
	},
};

/** The contract's schema of a form knows neither files nor fields that come twice. */
function partErrors({ name, kind }: ReceivedPart, earlier: ReceivedPart[]): string[] {
	const wanted = name === 'clip' ? 'file' : 'text';
	return [
		...(kind === wanted ? [] : [`${name} must be sent as a ${wanted} part`]),
		...(earlier.some((other) => other.name === name) ? [`${name} is there twice`] : []),
	];
}

function hasName(name: unknown, wanted: unknown, filter: Settings['nameFilter']): boolean {
	if (filter === 'ignored') return true;
	if (filter === 'exact') return name === wanted;
	return String(name).toLowerCase().includes(String(wanted).toLowerCase());
}
