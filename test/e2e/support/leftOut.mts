import type { BinaryDataMode } from '../../n8n/lines.mts';

/** Tests that `npm run test:matrix` leaves out somewhere. */
export interface LeftOut {
	/** The version of n8n where they are left out; everywhere if there is none. */
	version?: string;
	/** The modes of keeping files in which they are left out; in all of them if there are none. */
	modes?: BinaryDataMode[];
	/** The name of their file, without `.test.mts`. */
	file: string;
	/** Their full names; all tests of the file if there are none. */
	tests?: string[];
	/** Why they cannot work there, or say nothing there. */
	reason: string;
}

const withoutFiles = [
	'aiAgent',
	'callsOnce',
	'triggerAgent',
	'triggerAnswers',
	'waiting',
	'waitingAccess',
];

/** All that the matrix leaves out. Whatever is not named here runs everywhere. */
export const leftOut: LeftOut[] = [
	...withoutFiles.map((file): LeftOut => ({
		modes: ['default', 'database'],
		file,
		reason: 'no workflow in it has files, so it is run once for each n8n',
	})),
	{
		version: '1.123.81',
		file: 'execute',
		tests: [
			'n8n execute the file is found in n8n’s combined binary mode, where the field is not "data"',
		],
		reason: 'n8n 1 has no combined binary mode',
	},
	{
		version: '1.123.81',
		file: 'waitingAccess',
		tests: [
			'an execution that waits for its calls cannot be reached without the token of its address',
		],
		reason:
			'the addresses of n8n 1 have no token, so that only a webhook signing secret keeps others out',
	},
];
