import { randomUUID } from 'node:crypto';
import type { OperationRequest, Operations } from '../operation.mts';
import { Refusal } from '../operation.mts';
import { takePage } from '../paging.mts';
import type { ReceivedPart, Settings, Voice, VoiceSeed } from '../records.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';

/** Two pairs share a name, as nothing forbids it. */
export const voices = new Collection<Voice>(() => [
	stockVoice(1, 'Ava', 'STANDARD', 'Warm and calm'),
	stockVoice(2, 'Ben', 'STANDARD', 'Deep and slow'),
	stockVoice(3, 'Ava', 'PREMIUM', 'Warm and calm, with more breath'),
	stockVoice(4, 'Chloé', 'STANDARD', 'Bright, with a French accent'),
	stockVoice(5, 'Savannah', 'PREMIUM', 'Southern and friendly'),
	stockVoice(6, 'Front Desk', 'STANDARD', ''),
	{ ...stockVoice(7, 'Front Desk', 'STANDARD', ''), voiceType: 'cloned' },
]);

/** When each cloned voice was made. It is kept beside, since the contract has no such field. */
const clonedAt = new WeakMap<Voice, number>();

/** Adds voices to those listed, filling in what is left out; gives them as added. */
export function addVoices(state: State, seeds: VoiceSeed[]): Voice[] {
	const added = seeds.map((seed): Voice => ({
		id: randomUUID(),
		voiceType: 'cloned',
		voiceTier: 'STANDARD',
		description: '',
		...seed,
	}));
	voices.in(state).push(...added);
	return added;
}

export const voiceOperations: Operations = {
	async listVoices(request) {
		const { name, voiceType } = request.query;
		const { nameFilter, listedAfterMs } = request.state.settings;
		const found = voices
			.in(request.state)
			.filter((voice) => isListed(voice, listedAfterMs))
			.filter((voice) => typeof name !== 'string' || hasName(voice, name, nameFilter))
			.filter((voice) => voiceType === undefined || voice.voiceType === voiceType);
		const page = await takePage(request, 'voices', found);
		return { voices: page.rows, cursor: page.cursor };
	},

	cloneVoice({ state, parts }: OperationRequest) {
		const errors = parts.flatMap((part, index) => partErrors(part, parts.slice(0, index)));
		if (!parts.some((part) => part.name === 'clip')) errors.push('clip is missing');
		if (errors.length > 0) throw new Refusal(422, 'The request is not valid', errors);
		const name = parts.find((part) => part.name === 'name')?.value ?? '';
		const [voice] = addVoices(state, [{ name }]);
		if (voice) clonedAt.set(voice, performance.now());
		return voice;
	},
};

function partErrors(part: ReceivedPart, earlier: ReceivedPart[]): string[] {
	const errors: string[] = [];
	const { name, kind, size } = part;
	const wantedKind = name === 'clip' ? 'file' : 'text';
	if (kind !== wantedKind) errors.push(`${name} must be sent as a ${wantedKind} part`);
	if (earlier.some((other) => other.name === name)) errors.push(`${name} is there twice`);
	if ((name === 'clip' || name === 'name') && size === 0) errors.push(`${name} is empty`);
	return errors;
}

function isListed(voice: Voice, afterMs: number): boolean {
	const made = clonedAt.get(voice);
	return made === undefined || performance.now() - made >= afterMs;
}

function hasName(voice: Voice, wanted: string, filter: Settings['nameFilter']): boolean {
	if (filter === 'ignored') return true;
	if (filter === 'exact') return voice.name === wanted;
	return voice.name.toLowerCase().includes(wanted.toLowerCase());
}

function stockVoice(
	number: number,
	name: string,
	voiceTier: Voice['voiceTier'],
	description: string,
): Voice {
	const id = seedId(`voice ${number}`);
	return { id, name, voiceType: 'stock', voiceTier, description };
}
