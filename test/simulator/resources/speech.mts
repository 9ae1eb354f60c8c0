import { mp3, pcm16, wav } from '../audio.mts';
import type { Utterance } from '../audio.mts';
import { emptyText, refuseWrong, unknownId } from '../checks.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { Bytes } from '../operation.mts';
import { voices } from './voices.mts';

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
	createSpeech(request) {
		const line = request.body as Line;
		refuseWrong(lineErrors(request, line, ''));
		return spoken(request, [line]);
	},

	createMultispeakerSpeech(request) {
		const { lines } = request.body as { lines: Line[] };
		refuseWrong([
			...(lines.length === 0 ? ['/lines is empty'] : []),
			...lines.flatMap((line, index) => lineErrors(request, line, `lines/${index}/`)),
		]);
		return spoken(request, lines);
	},
};

function lineErrors({ state }: OperationRequest, { text, voiceId }: Line, at: string): string[] {
	return [
		...emptyText(`${at}text`, text),
		...unknownId(`${at}voiceId`, voiceId, voices.in(state), 'voice'),
	];
}

function spoken({ body }: OperationRequest, lines: Line[]): Bytes {
	const { format } = body as { format?: Format };
	const { outputType, sampleRate } = format ?? { outputType: 'WAV_PCM16', sampleRate: 24_000 };
	const utterances = lines.map(({ text, voiceId }): Utterance => ({
		voiceId,
		milliseconds: [...text].length * millisecondsPerCharacter,
	}));
	return new Bytes('application/octet-stream', audioOf(utterances, outputType, sampleRate));
}

function audioOf(
	utterances: Utterance[],
	outputType: Format['outputType'],
	sampleRate: number,
): Buffer {
	if (outputType === 'MP3') {
		const milliseconds = utterances.reduce((sum, utterance) => sum + utterance.milliseconds, 0);
		return mp3(milliseconds, sampleRate);
	}
	const pcm = pcm16(utterances, sampleRate);
	return outputType === 'WAV_PCM16' ? wav(pcm, sampleRate) : pcm;
}
