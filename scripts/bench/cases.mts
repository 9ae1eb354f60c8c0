import type { BinaryDataMode } from '../../test/n8n/lines.mts';

/** What is uploaded. */
export interface Case {
	/** One word, for workflows and files. */
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

export const SIZES = [1, 10, 50, 200, 400, 800];
const MANY = { megabytes: 5, clips: 100 };
const CONCURRENCY = [4, 20];
const OTHER_MODES = ['default', 'database'] as const;
const SIZES_IN_OTHER_MODES = [50, 200];
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

/**
 * What the bench uploads.
 *
 * @param sizes single clips, in MB
 * @param isSingleOnly leaves out many clips at a time and the other modes of n8n
 */
export function makeCases(sizes: number[], isSingleOnly: boolean): Case[] {
	const single = sizes.map((megabytes) => oneClip('filesystem', megabytes));
	if (isSingleOnly) return single;
	const many = CONCURRENCY.map((concurrency): Case => ({
		id: `many-${concurrency}`,
		title: `${MANY.clips} clips of ${MANY.megabytes} MB, ${concurrency} at a time`,
		mode: 'filesystem',
		...MANY,
		concurrency,
		often: 1,
	}));
	const others = OTHER_MODES.flatMap((mode) =>
		SIZES_IN_OTHER_MODES.map((megabytes) => oneClip(mode, megabytes)),
	);
	return [...single, ...many, ...others];
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
