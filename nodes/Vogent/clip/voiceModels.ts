/** `VoiceModel`: what a voice can be cloned with. API page: "Clone Voice". */
export const VOICE_MODELS = ['CARTESIA', 'CSM'] as const;

export type VoiceModel = (typeof VOICE_MODELS)[number];

const RECOMMENDED: Record<VoiceModel, { least: number; most: number }> = {
	CARTESIA: { least: 10, most: 30 },
	CSM: { least: 10, most: 20 },
};

/** How long a clip for this model should be, in seconds, as Vogent recommends it. */
export function recommendedSeconds(model: VoiceModel): { least: number; most: number } {
	return { ...RECOMMENDED[model] };
}
