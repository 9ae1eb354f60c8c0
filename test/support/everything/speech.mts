import { known } from './made.mts';
import { chosen, given, row } from './row.mts';

const options = { options: [{ optionId: known.voiceOption, value: '0.8' }] };
const optionValues = [{ optionId: known.voiceOption, value: '0.8' }];

export const speechRows = [
	row('speech', 'synthesize', () => ({
		parameters: {
			text: 'Grüß Gott!\nHow can I help you?',
			voiceId: chosen(known.voice),
			outputType: 'MP3',
			sampleRate: '22050',
			binaryPropertyName: 'spoken',
			additionalFields: { voiceOptionValues: options },
			options: { fileName: 'greeting.mp3', maxFileSize: 100 },
		},
		requests: [
			{
				operationId: 'createSpeech',
				method: 'POST',
				path: '/tts',
				body: {
					text: 'Grüß Gott!\nHow can I help you?',
					voiceId: known.voice,
					format: { outputType: 'MP3', sampleRate: 22_050 },
					voiceOptionValues: optionValues,
				},
			},
		],
	})),

	row('speech', 'synthesizeDialogue', () => ({
		parameters: {
			linesMode: 'fields',
			lines: {
				line: [
					{ text: 'Good morning!', voiceId: chosen(known.voice) },
					{ text: 'Good morning. Is it Monday?', voiceId: given(known.otherVoice) },
				],
			},
			outputType: 'RAW_PCM16',
			sampleRate: '41500',
			binaryPropertyName: 'spoken',
			additionalFields: { voiceOptionValues: options },
			options: { fileName: 'dialogue', maxFileSize: 100 },
		},
		requests: [
			{
				operationId: 'createMultispeakerSpeech',
				method: 'POST',
				path: '/tts/multispeaker',
				body: {
					lines: [
						{ text: 'Good morning!', voiceId: known.voice },
						{ text: 'Good morning. Is it Monday?', voiceId: known.otherVoice },
					],
					format: { outputType: 'RAW_PCM16', sampleRate: 41_500 },
					voiceOptionValues: optionValues,
				},
			},
		],
	})),

	row(
		'speech',
		'synthesizeDialogue',
		() => ({
			parameters: {
				linesMode: 'json',
				linesJson: JSON.stringify([
					{ text: 'One "quoted" word.', voiceId: known.otherVoice },
					{ text: 'And another.', voiceId: known.voice },
				]),
				outputType: 'WAV_PCM16',
				sampleRate: '8000',
				binaryPropertyName: 'spoken',
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createMultispeakerSpeech',
					method: 'POST',
					path: '/tts/multispeaker',
					body: {
						lines: [
							{ text: 'One "quoted" word.', voiceId: known.otherVoice },
							{ text: 'And another.', voiceId: known.voice },
						],
						format: { outputType: 'WAV_PCM16', sampleRate: 8000 },
					},
				},
			],
		}),
		{ about: 'of JSON' },
	),
];
