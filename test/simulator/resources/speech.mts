import { mp3, pcm16, wav } from '../audio.mts';
import { Bytes, Refusal } from '../operation.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { voices } from '../seeds.mts';

interface Line {
	text: string;
	voiceId: string;
}

interface Format {
	outputType: 'RAW_PCM16' | 'WAV_PCM16' | 'MP3';
	sampleRate: number;
}

const millisecondsPerCharacter = 60;

export const speechOperations: Operations = {
	createSpeech: (request) => spoken(request, [request.body as Line]),

	createMultispeakerSpeech: (request) => spoken(request, (request.body as { lines: Line[] }).lines),
};

/** The reference says of this alone that an unknown ID is a 422. */
function spoken({ state, body }: OperationRequest, lines: Line[]): Bytes {
	const known = new Set(voices.in(state).map(({ id }) => id));
	const errors = lines
		.filter(({ voiceId }) => !known.has(voiceId))
		.map(({ voiceId }) => `/voiceId is ${JSON.stringify(voiceId)}, which no voice has`);
	if (errors.length > 0) throw new Refusal(422, 'The request is not valid', errors);
	const { format } = body as { format?: Format };
	const utterances = lines.map(({ text, voiceId }) => ({
		voiceId,
		milliseconds: [...text].length * millisecondsPerCharacter,
	}));
	const { outputType, sampleRate } = format ?? { outputType: 'WAV_PCM16', sampleRate: 24_000 };
	if (outputType === 'MP3') {
		const milliseconds = utterances.reduce((sum, utterance) => sum + utterance.milliseconds, 0);
		return bytes(mp3(milliseconds, sampleRate));
	}
	const pcm = pcm16(utterances, sampleRate);
	return bytes(outputType === 'WAV_PCM16' ? wav(pcm, sampleRate) : pcm);
}

function bytes(content: Buffer): Bytes {
	return new Bytes('application/octet-stream', content);
}
