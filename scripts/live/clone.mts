import { openAsBlob, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveApi, Result } from './api.mts';

const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures');

/** Clones the voice of the test clip, which costs money. Gives what came of it, with the voice's id as a note. */
export async function cloneFixture(api: LiveApi): Promise<Result> {
	const form = new FormData();
	form.set('name', `n8n-nodes-vogent check ${new Date().toISOString()}`);
	form.set('model', 'CSM');
	form.set('transcription', readFileSync(join(fixtures, 'clip.txt'), 'utf8'));
	const clip = await openAsBlob(join(fixtures, 'clip.wav'), { type: 'audio/wav' });
	form.set('clip', clip, 'clip.wav');
	const result = await api.ask('cloneVoice', {}, form);
	const voice = result.body as { id?: unknown } | undefined;
	return { ...result, notes: [...result.notes, `the new voice is ${String(voice?.id)}`] };
}
