import { keywordsField } from '../../fields/conversation';
import { groupField } from '../../fields/nested';
import { choiceField, mapField, wrapField } from '../../fields/simple';

/** How an agent notices that somebody has finished speaking. */
export const endpointDetection = groupField(
	{
		name: 'endpointDetectorConfig',
		label: 'Endpoint Detection',
		description: 'How the agent notices that somebody has finished speaking',
	},
	[
		choiceField({
			name: 'type',
			label: 'Type',
			fallback: 'SIMPLE',
			options: [
				{ name: 'Semantic', value: 'SEMANTIC' },
				{ name: 'Simple', value: 'SIMPLE' },
			],
		}),
		mapField(
			choiceField({
				name: 'mode',
				label: 'Mode',
				fallback: 'unset',
				options: [
					{ name: 'Aggressive', value: 'AGGRESSIVE' },
					{ name: 'Conservative', value: 'CONSERVATIVE' },
					{ name: 'Default', value: 'DEFAULT' },
					{ name: 'Not Set', value: 'unset' },
				],
				description: 'How quickly the agent decides that somebody has finished',
			}),
			(mode) => (mode === 'unset' ? undefined : mode),
		),
	],
);

/** How fast an agent reacts to speech. */
export const utteranceDetection = wrapField(
	'sensitivity',
	choiceField({
		name: 'utteranceDetectorConfig',
		label: 'Utterance Detection',
		fallback: 'MEDIUM',
		options: [
			{ name: 'Fast', value: 'FAST' },
			{ name: 'Medium', value: 'MEDIUM' },
			{ name: 'Slow', value: 'SLOW' },
			{ name: 'Ultra Fast', value: 'ULTRA_FAST' },
		],
		description: 'How fast the agent reacts to speech',
	}),
);

/** The service that writes down what an agent hears. */
export const transcriber = groupField(
	{
		name: 'transcriberParams',
		label: 'Transcriber',
		description: 'The service that writes down what is said',
	},
	[
		choiceField({
			name: 'type',
			label: 'Type',
			fallback: 'deepgram',
			options: [
				{ name: 'Deepgram', value: 'deepgram' },
				{ name: 'OpenAI', value: 'openai' },
			],
		}),
		keywordsField,
	],
);
