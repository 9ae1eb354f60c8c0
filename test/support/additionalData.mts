import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

type GetDecrypted = IWorkflowExecuteAdditionalData['credentialsHelper']['getDecrypted'];

/** A credential as n8n would have decrypted it, and how its type puts it on requests. */
export interface TestCredential {
	/** Those that begin with `={{ ` are expressions, as in the editor. */
	values: ICredentialDataDecryptedObject;
	/** Called each time that n8n reads it. */
	onRead?: () => void;
	properties: INodeProperties[];
	authenticate: (
		values: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	) => Promise<IHttpRequestOptions>;
}

/** The part of n8n around an execution: it keeps credentials, and has them put on requests. */
export function additionalDataOf(credential: TestCredential): IWorkflowExecuteAdditionalData {
	return {
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		credentialsHelper: {
			getDecrypted: (...args: Parameters<GetDecrypted>) => {
				credential.onRead?.();
				// n8n fills in what a saved credential lacks.
				const values = { webhookSigningSecret: '', ...credential.values };
				return Promise.resolve(resolved(values, ...args));
			},
			getParentTypes: () => [],
			getCredentialsProperties: () => credential.properties,
			preAuthentication: () => Promise.resolve(undefined),
			isCredentialUsableByNode: () => true,
			authenticate: (
				values: ICredentialDataDecryptedObject,
				_type: string,
				options: IHttpRequestOptions,
			) => credential.authenticate(values, options),
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** The values as n8n gives them for an item. */
function resolved(
	values: ICredentialDataDecryptedObject,
	...[, , , mode, executeData, , item]: Parameters<GetDecrypted>
): ICredentialDataDecryptedObject {
	const isPlain = !JSON.stringify(values).includes('"={{ ');
	if (isPlain || item === undefined) return { ...values };
	return item.workflow.expression.getParameterValue(
		values as INodeParameters,
		item.runExecutionData,
		item.runIndex,
		item.itemIndex,
		item.node.name,
		item.connectionInputData,
		mode,
		{},
		executeData,
	) as ICredentialDataDecryptedObject;
}
