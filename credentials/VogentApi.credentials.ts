import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import {
	DEFAULT_BASE_URL,
	isPublicKey,
	normalizeApiKey,
	PUBLIC_KEY,
} from '../nodes/Vogent/transport/credential';

const NO_API_THERE = 'There is no Vogent API at this base URL. It usually ends in "/api".';

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
			default: DEFAULT_BASE_URL,
			placeholder: 'e.g. https://api.vogent.ai/api',
			description: 'Change this only if your company runs its own Vogent',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Used to check that events come from Vogent. Leave empty if you don't receive events. An expression that gives an empty text turns the check off, too; one that gives nothing, or only spaces, refuses all events.",
		},
	];

	/**
	 * Puts the key on a request. A function, since n8n cannot evaluate the expression of a credential in workflows that
	 * keep files in the combined binary mode; a property, since n8n looks for one before it offers "Custom API Call".
	 */
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const key = normalizeApiKey(credentials.apiKey);
		if (isPublicKey(key)) throw new Error(`${PUBLIC_KEY.message}. ${PUBLIC_KEY.description}`);
		const Authorization = `Bearer ${key}`;
		return { ...requestOptions, headers: { ...requestOptions.headers, Authorization } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ String($credentials.baseUrl ?? "").trim().replace(/\\/+$/, "") || "${DEFAULT_BASE_URL}" }}`,
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
					message:
						'Vogent does not accept this API key. Copy it again from the Vogent dashboard, under API, then Keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'This API key is not allowed to list voices. Use another key.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: NO_API_THERE,
				},
			},
			{
				// Something answers there, but not with a list of voices: a web page, say.
				type: 'responseSuccessBody',
				properties: {
					key: 'voices',
					value: undefined,
					message: NO_API_THERE,
				},
			},
			// n8n takes both kinds in one list; its type knows only lists of one kind.
		] as ICredentialTestRequest['rules'],
	};
}
