import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/**
 * The API key of a Vogent workspace, and where its API is.
 * API page: "Authentication" (bearer key in the `Authorization` header).
 */
export class VogentApi implements ICredentialType {
	name = 'vogentApi';

	displayName = 'Vogent API';

	icon: Icon = { light: 'file:../icons/vogent.svg', dark: 'file:../icons/vogent.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-vogent/n8n-nodes-vogent#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In the Vogent dashboard, open <b>API</b>, then <b>Keys</b>, and select <b>New Key</b>',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.vogent.ai/api',
			placeholder: 'e.g. https://api.vogent.ai/api',
			description: 'Change it only if your company runs its own Vogent installation',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Used to check that events come from Vogent. Leave empty if you have none.',
		},
	];

	// Vogent's own pages tell people to write the key as "Bearer <key>", so some paste it with the word.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization:
					'=Bearer {{ $credentials.apiKey.trim().replace(/^bearer\\s+/i, "").trim() }}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.baseUrl || "").trim().replace(/\\/+$/, "") || "https://api.vogent.ai/api" }}',
			url: '/voices',
			qs: { limit: 1 },
			// A redirect would carry the key to another address.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Vogent does not accept this API key. Copy it again from API, Keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'This API key is not allowed to list voices. Use a key of a full member.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Vogent API at this base URL. It usually ends in "/api".',
				},
			},
		],
	};
}
