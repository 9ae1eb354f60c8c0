import { keywordsField } from '../../fields/conversation';
import { groupField } from '../../fields/nested';
import { choiceField, mapField, optionalNumberField } from '../../fields/simple';

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

/** How fast an agent reacts to speech, and when it lets itself be interrupted. */
export const utteranceDetection = groupField(
	{
		name: 'utteranceDetectorConfig',
		label: 'Utterance Detection',
		description: 'How fast the agent reacts to speech',
	},
	[
		choiceField({
			name: 'sensitivity',
			label: 'Sensitivity',
			fallback: 'MEDIUM',
			options: [
				{ name: 'Fast', value: 'FAST' },
				{ name: 'Medium', value: 'MEDIUM' },
				{ name: 'Slow', value: 'SLOW' },
				{ name: 'Ultra Fast', value: 'ULTRA_FAST' },
			],
		}),
		optionalNumberField({
			name: 'interruptionPlayTimeMs',
			label: 'Interruption Play Time (Ms)',
			fallback: 0,
			least: 0,
			omitZero: true,
			description:
				"How long the agent's speech plays on after an interruption. 0 for Vogent's default.",
		}),
	],
);

/** When an agent ends a silent call. Only DISABLED is in Vogent's reference; the other two are in use. */
export const silenceHangup = groupField(
	{
		name: 'silenceHangupConfiguration',
		label: 'Hang Up on Silence',
		description: 'When the agent ends a call on which nobody speaks',
	},
	[
		choiceField({
			name: 'type',
			label: 'When',
			fallback: 'WHOLE_CALL',
			isOpen: true,
			options: [
				{ name: 'At the Beginning', value: 'FIRST_MESSAGE_ONLY' },
				{ name: 'Never', value: 'DISABLED' },
				{ name: 'Throughout the Call', value: 'WHOLE_CALL' },
			],
		}),
		optionalNumberField({
			name: 'silenceDurationSeconds',
			label: 'Silence (Seconds)',
			fallback: 0,
			least: 0,
			omitZero: true,
			description: "Silence after which the agent hangs up. 0 for Vogent's default.",
		}),
	],
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
