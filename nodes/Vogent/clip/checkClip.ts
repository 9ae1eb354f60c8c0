import { NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { unreadableFileError } from '../transport/errors';
import { sanitizeFileName } from '../transport/fileName';
import type { UploadFile } from '../transport/form';
import { correctFileName, correctMimeType, defaultClipName, recognizeClip } from './audio';
import { findClip } from './findClip';
import { peek } from './peek';

/** How long a clip should be for each model (`VoiceModel`), in seconds. API pages: "Clone Voice", "Voice Cloning". */
export const RECOMMENDED_SECONDS = {
	CARTESIA: { least: 10, most: 30 },
	CSM: { least: 10, most: 20 },
};

export type VoiceModel = keyof typeof RECOMMENDED_SECONDS;

/** The user's options for a clip. */
interface ClipOptions {
	model: VoiceModel;
	isToBeChecked: boolean;
	/** Replaces its own name. */
	fileName: string | undefined;
}

/** The clip of an item, for as long as the item is handled. */
interface Clip {
	/** The file to send. What `checkClip` throws, this does, too. */
	file: () => Promise<UploadFile>;
	/** Call it when the item has ended, however it did. */
	close: () => void;
}

/** Finds the clip of an item, which is opened only when its file is asked for. Throws what `findClip` throws. */
export async function prepareClip(
	item: ItemRun,
	{ model, isToBeChecked, fileName }: ClipOptions,
): Promise<Clip> {
	const found = await findClip(item);
	let checked: CheckedClip | undefined;
	return {
		file: async () => {
			if (isToBeChecked) checked = await checkClip(item, found, model);
			const file = checked ?? found;
			return { ...file, fileName: fileName ?? file.fileName };
		},
		close: () => checked?.close(),
	};
}

/** A clip that may be open: `close` it in the end. */
export interface CheckedClip extends UploadFile {
	close: () => void;
}

/**
 * Checks the first bytes of a clip: fills in an unspecific file name and MIME type, and adds a hint if the clip is not
 * recognized or its length does not suit the model. Throws a NodeOperationError for a file that is plainly not audio or
 * cannot be read. API page: "Voice Cloning" (lengths).
 */
export async function checkClip(
	item: ItemRun,
	clip: UploadFile,
	model: VoiceModel,
): Promise<CheckedClip> {
	const { context, itemIndex } = item;
	const peeked = await peek(clip.open).catch((error: unknown) => {
		throw unreadableFileError({ node: context.getNode(), itemIndex }, error);
	});
	const content = recognizeClip(peeked.start, clip.size);
	if (content.kind === 'other') {
		peeked.close();
		throw new NodeOperationError(
			context.getNode(),
			`The clip is not audio: it looks like ${content.looksLike}`,
			{
				itemIndex,
				description: `${content.cure ?? 'Check the node that provides the file.'} To send it anyway, turn off "Check Clip" in the options.`,
			},
		);
	}
	if (content.kind === 'audio') hintAtLength(item, model, content.seconds);
	else {
		item.hint(
			'Not recognized as audio, but sent: check how the voice sounds',
			`item ${itemIndex}: ${clip.fileName || 'a file without a name'}`,
		);
	}
	const mimeType = correctMimeType(clip.mimeType, content);
	const fallbackName = defaultClipName(mimeType);
	const fileName = correctFileName(sanitizeFileName(clip.fileName, fallbackName), content);
	return { ...clip, fileName, fallbackName, mimeType, open: peeked.open, close: peeked.close };
}

function hintAtLength(item: ItemRun, model: VoiceModel, seconds: number | undefined): void {
	const { least, most } = RECOMMENDED_SECONDS[model];
	if (seconds === undefined || (seconds >= least && seconds <= most)) return;
	const length = Number(seconds.toPrecision(seconds < 10 ? 2 : 3));
	item.hint(
		`Clips of ${least} to ${most} seconds work best for this model`,
		`item ${item.itemIndex}: ${length} seconds`,
	);
}
