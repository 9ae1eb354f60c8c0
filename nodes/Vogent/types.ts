/** The API's own objects, named as the API names them. API pages: "api-reference". */

export const VOICE_MODELS = ['CARTESIA', 'CSM'] as const;

export type VoiceModel = (typeof VOICE_MODELS)[number];

export type VoiceTier = 'STANDARD' | 'PREMIUM';

export interface AIVoice {
	id: string;
	name: string;
	voiceType: string;
	voiceTier: VoiceTier;
	description: string;
}

/** What the credential `vogentApi` holds. */
export interface VogentApiCredential {
	apiKey: string;
	baseUrl: string;
	webhookSigningSecret?: string;
}
