/** What a status means for the user. */
export interface Explanation {
	/** The error's message if the service says nothing itself. */
	title: string;
	/** What to do. */
	advice: string;
	/** Whether trying again is of no use. */
	isFinal?: boolean;
}

const CHECK_FIELDS = 'Check the fields of this node.';

const BY_STATUS: Record<number, Explanation> = {
	400: { title: 'Vogent could not understand the request', advice: CHECK_FIELDS },
	401: {
		title: 'Vogent does not accept the API key',
		advice:
			'Open the Vogent API credential and paste the key again. Keys are made in the Vogent dashboard under API, then Keys. A key stops working when its owner leaves the workspace.',
	},
	403: {
		title: 'The API key is not allowed to do this',
		advice: 'Use another API key, or ask the owner of the Vogent workspace.',
	},
	404: {
		title: 'Vogent has nothing at this address',
		advice:
			'Check the IDs in this node, if it has any. Then check the base URL in the Vogent API credential: it usually ends in "/api".',
	},
	407: {
		title: 'The proxy between n8n and Vogent asks for a sign-in',
		advice: 'Correct the username and the password in the proxy settings of your n8n.',
	},
	408: {
		title: 'The upload took too long for Vogent',
		advice: 'The network between n8n and Vogent may be slow. Use a smaller clip.',
	},
	409: {
		title: 'Vogent is already working on this request',
		advice: 'Wait a moment.',
	},
	413: {
		title: 'The file is too large for Vogent',
		advice: 'Send a shorter or compressed audio clip. For a clone, 10 to 30 seconds are enough.',
	},
	422: { title: 'Vogent refused the values', advice: CHECK_FIELDS },
	429: {
		title: 'Vogent is receiving too many requests',
		advice: 'Nothing was created. Wait a minute and run it again, or send fewer items at once.',
	},
	503: {
		title: 'Vogent is not available at the moment',
		advice: 'Nothing was done. Run it again later.',
	},
};

const REFUSED: Explanation = {
	title: 'Vogent refused the request',
	advice: 'If the message does not help, contact Vogent support.',
};

const SERVER_TROUBLE: Explanation = {
	title: 'Vogent failed to process the request',
	advice: 'The problem is at Vogent.',
};

const REDIRECTED: Explanation = {
	title: 'The base URL leads to another address',
	advice:
		'The request was redirected and not followed, to protect the API key. Correct the base URL in the Vogent API credential.',
};

const UNEXPECTED: Explanation = {
	title: 'Vogent gave an unexpected answer',
	advice: 'Check the base URL in the Vogent API credential.',
};

/** Vogent has answered 500 to bad input, with the cause in its message. */
const BAD_INPUT: Explanation = {
	title: SERVER_TROUBLE.title,
	advice: 'Vogent may answer like this to bad input, too: check the fields of this node.',
	isFinal: true,
};

/** The account is prepaid; what the service says of that is not documented. */
const NO_MONEY: Explanation = {
	title: SERVER_TROUBLE.title,
	advice: 'Check the billing page of your Vogent workspace.',
	isFinal: true,
};

/**
 * Explains any status but 2xx, by what the service says if need be; `creates`: what the request was to create. API page:
 * "Error handling".
 */
export function explainStatus(status: number, said = '', creates?: string): Explanation {
	if ([301, 302, 303, 307, 308].includes(status)) return REDIRECTED;
	const known = BY_STATUS[status];
	if (known !== undefined) return known;
	if (status === 500 && /\b(wallet|balance)\b/i.test(said)) return NO_MONEY;
	const namesInput = /\b(fields?|nodes?|propert(y|ies)|parameters?)\b/i.test(said);
	if (status === 500 && (namesInput || (creates !== undefined && said !== ''))) return BAD_INPUT;
	if (status >= 500) return SERVER_TROUBLE;
	return status >= 400 ? REFUSED : UNEXPECTED;
}
