const { writeFileSync } = require('node:fs');

const webhooks = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		restartWebhook: true,
	},
];

/**
 * Parks its execution, writes the address of its events into a file, and does nothing with them: what n8n itself takes
 * for an event. Only for the bench, which puts it into n8n as a package of its own.
 */
class Idle {
	constructor() {
		this.description = {
			displayName: 'Idle',
			name: 'idle',
			group: ['transform'],
			version: 1,
			description: 'Waits for nothing',
			defaults: { name: 'Idle' },
			inputs: ['main'],
			outputs: ['main'],
			webhooks,
			properties: [{ displayName: 'File', name: 'file', type: 'string', default: '' }],
		};
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const address = this.evaluateExpression('{{ $execution.resumeUrl }}', 0);
		writeFileSync(String(this.getNodeParameter('file', 0)), String(address));
		await this.putExecutionToWait(new Date(Date.now() + 3_600_000));
		return [this.getInputData()];
	}

	async webhook() {
		return { webhookResponse: { received: true } };
	}
}

module.exports = { Idle };
