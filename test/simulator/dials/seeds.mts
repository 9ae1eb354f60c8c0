import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';
import type { Batch, Dial } from './records.mts';

/** A batch that is there from the start calls nobody before it is started anew. */
export const batches = new Collection<Batch>(() => [
	{
		id: seedId('batch dial job 1'),
		maxConcurrentDials: 2,
		name: 'Reminders',
		status: 'ACTIVE',
		callAgentId: seedId('agent 1'),
		createdAt: '2026-01-05T08:55:00Z',
		fromPhoneNumberIds: [seedId('phone number 1')],
		schedule: {
			days: [{ dayOfWeek: 1, timeSlots: [{ startTime: '09:00', endTime: '17:00' }] }],
			timezone: 'America/New_York',
		},
		queue: [
			{
				id: seedId('queued dial 1'),
				toNumber: '+15550100004',
				batchDialJobId: seedId('batch dial job 1'),
				createdAt: '2026-01-05T08:55:00Z',
				inputs: { clinic: 'Riverside' },
			},
		],
		dialIds: [seedId('dial 1')],
	},
	{
		id: seedId('batch dial job 2'),
		maxConcurrentDials: 1,
		name: 'Survey',
		status: 'COMPLETE',
		callAgentId: seedId('agent 2'),
		createdAt: '2025-12-01T10:00:00Z',
		queue: [],
		dialIds: [],
	},
]);

/** Its recording is on another host, as in the documented example: no key may be sent there. */
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
			silenceHangupConfiguration: { type: 'DISABLED', silenceDurationSeconds: 0 },
			voiceOptionValues: [],
		},
	},
]);
