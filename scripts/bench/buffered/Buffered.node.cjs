/**
 * Uploads as nodes of other voice services do it: the whole file in memory, then a `Blob` and a `FormData` of it, and one
 * item after the other. Only for the bench, which puts it into n8n as a package of its own.
 */
class Buffered {
	constructor() {
		/** @type {import('n8n-workflow').INodeTypeDescription} */
		this.description = {
			displayName: 'Buffered Upload',
			name: 'buffered',
			group: ['transform'],
			version: 1,
			description: 'Uploads a file that it has read into memory',
			defaults: { name: 'Buffered Upload' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'vogentApi', required: true }],
			properties: [],
		};
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const { baseUrl } = await this.getCredentials('vogentApi');
		const results = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			const { fileName, mimeType } = this.helpers.assertBinaryData(item, 'data');
			const content = /** @type {Buffer<ArrayBuffer>} */ (
				await this.helpers.getBinaryDataBuffer(item, 'data')
			);
			const form = new FormData();
			form.append('name', 'Anna');
			form.append('model', 'CSM');
			form.append('clip', new Blob([content], { type: mimeType }), fileName);
			const json = await this.helpers.httpRequestWithAuthentication.call(this, 'vogentApi', {
				method: 'POST',
				url: `${baseUrl}/voices/clone`,
				body: form,
			});
			results.push({ json, pairedItem: { item } });
		}
		return [results];
	}
}

module.exports = { Buffered };
