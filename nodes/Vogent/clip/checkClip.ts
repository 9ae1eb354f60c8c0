import { NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { unreadableFileError } from '../transport/errors';
import { sanitizeFileName } from '../transport/fileName';
import type { UploadFile } from '../transport/form';
import { correctFileName, correctMimeType, defaultClipName, recognizeClip } from './audio';
import { peek } from './peek';
import { recommendedSeconds, type VoiceModel } from './voiceModels';

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
	const { least, most } = recommendedSeconds(model);
	if (seconds === undefined || (seconds >= least && seconds <= most)) return;
	const length = Number(seconds.toPrecision(seconds < 10 ? 2 : 3));
	item.hint(
		`Clips of ${least} to ${most} seconds work best for this model`,
		`item ${item.itemIndex}: ${length} seconds`,
	);
}
