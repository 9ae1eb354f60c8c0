import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';
import type { Dial } from './records.mts';

/** The calls that there are, and one that was made long ago. Its recording is on another host, as in the documented example: no key may be sent there. */
export const dials = new Collection<Dial>(() => [
	{
		id: seedId('dial 1'),
		toNumber: '+15550100003',
		recordings: [{ url: `https://recordings.example.com/${seedId('recording 1')}` }],
		transcript: [
			{ text: 'Hello, this is the clinic.', speaker: 'AI', detailType: null, startTimeMs: 0 },
			{ text: 'Can I come on Monday?', speaker: 'HUMAN', startTimeMs: 2100, endTimeMs: 3600 },
			{
				text: '',
				speaker: 'AI',
				detailType: 'function_call',
				functionCalls: [{ name: 'to_front_desk', args: '{"reason":"Monday"}' }],
				nodeTransition: { toNodeId: 'booking', transitionData: { day: 'Monday' } },
			},
		],
		durationSeconds: 42,
		aiResult: { booked: true },
		inputs: { clinic: 'Riverside' },
		status: 'completed',
		dialTaskId: seedId('dial task 1'),
		fromNumberId: seedId('phone number 1'),
		startedAt: '2026-01-05T09:00:02Z',
		endedAt: '2026-01-05T09:00:44Z',
		createdAt: '2026-01-05T09:00:00Z',
		updatedAt: '2026-01-05T09:00:45Z',
		systemResultType: 'COUNTERPARTY_HANGUP',
		voiceId: seedId('voice 1'),
		versionedPromptId: seedId('prompt 1'),
		agent: {
			id: seedId('agent 1'),
			name: 'Appointments',
			language: 'en',
			silenceHangupConfiguration: { type: 'ENABLED', silenceDurationSeconds: 30 },
			voiceOptionValues: [],
		},
	},
]);
