import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

/** A credential as `n8n import:credentials` takes it; n8n encrypts the data. */
export interface CredentialToImport {
	id: string;
	name: string;
	/** The credential type's name, such as `vogentApi`. */
	type: string;
	data: Record<string, unknown>;
}

/** A workflow as `n8n import:workflow` takes it. */
export interface WorkflowToImport {
	id: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}
