import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** A credential as n8n would have decrypted it, and how its type puts it on requests. */
export interface TestCredential {
	values: ICredentialDataDecryptedObject;
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
			// n8n fills in what a saved credential lacks.
			getDecrypted: () => Promise.resolve({ webhookSigningSecret: '', ...credential.values }),
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
