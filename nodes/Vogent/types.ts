/** The API's own values and objects, named as the API names them. API pages: "api-reference". */

/** `VoiceModel`: what a voice can be cloned with. */
export const VOICE_MODELS = ['CARTESIA', 'CSM'] as const;

export type VoiceModel = (typeof VOICE_MODELS)[number];

/** What the credential `vogentApi` holds. */
export interface VogentApiCredential {
	apiKey: string;
	baseUrl: string;
	webhookSigningSecret?: string;
}
