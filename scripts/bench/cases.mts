import type { BinaryDataMode } from '../../test/n8n/lines.mts';

/** What is uploaded. */
export interface Case {
	/** One word, for the command line, workflows, and files. */
	id: string;
	title: string;
	mode: BinaryDataMode;
	/** Of each clip. */
	megabytes: number;
	clips: number;
	/** How many clips are uploaded at a time. */
	concurrency: number;
	/** How many times as often as the others it is measured. */
	often: number;
}

/** Up to so many MB an upload takes no longer than what else happens by chance. */
export const SHORT_MB = 50;
/** How many times as often clips are uploaded that take so short. */
export const SHORT_OFTEN = 3;

/** What users call the modes. */
export const MODE_NAMES: Record<BinaryDataMode, string> = {
	filesystem: 'filesystem',
	default: 'in memory',
	database: 'database',
};

/** What the bench uploads. */
export const CASES: Case[] = [
	...[1, 10, 50, 200, 400, 800].map((megabytes) => oneClip('filesystem', megabytes)),
	manyClips(4),
	manyClips(20),
	oneClip('default', 50),
	oneClip('default', 200),
	oneClip('database', 50),
	oneClip('database', 200),
];

/** Those that take seconds. */
export const QUICK = ['filesystem-1', 'filesystem-10'];

function manyClips(concurrency: number): Case {
	return {
		id: `many-${concurrency}`,
		title: `100 clips of 5 MB, ${concurrency} at a time`,
		mode: 'filesystem',
		megabytes: 5,
		clips: 100,
		concurrency,
		often: 1,
	};
}

function oneClip(mode: BinaryDataMode, megabytes: number): Case {
	return {
		id: `${mode}-${megabytes}`,
		title: `One clip of ${megabytes} MB`,
		mode,
		megabytes,
		clips: 1,
		concurrency: 1,
		often: mode === 'filesystem' && megabytes <= SHORT_MB ? SHORT_OFTEN : 1,
	};
}
