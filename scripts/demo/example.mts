import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { N8nHome } from '../../test/n8n/home.mts';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import type { WorkflowToImport } from '../../test/n8n/types.mts';
import { withProgress } from '../set-up/progress.cjs';

/** The workflow in n8n. */
export const workflowId = 'vogentDemo';
/** The Vogent node in it. */
export const nodeName = 'Clone the voice';

const CREDENTIAL = { id: 'vogentDemoKey', name: 'Vogent demo' };
const fixtures = path.join(repositoryDirectory, 'test', 'fixtures');

/** What the credential leads to. */
export interface Service {
	apiKey: string;
	baseUrl: string;
}

/** Puts the example that clones a voice into n8n, as a user would fill it in, with a credential for the service. */
export async function importExample(home: N8nHome, { apiKey, baseUrl }: Service): Promise<void> {
	await withProgress('Importing the credential and the workflow (about 15 seconds)', async () => {
		const data = { apiKey, baseUrl };
		await home.importCredentials([{ ...CREDENTIAL, type: 'vogentApi', data }]);
		await home.importWorkflows([await readExample()]);
	});
}

async function readExample(): Promise<WorkflowToImport> {
	const file = path.join(repositoryDirectory, 'examples', 'clone-voice-from-file.json');
	const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowToImport;
	const transcription = await readFile(path.join(fixtures, 'clip.txt'), 'utf8');
	for (const node of workflow.nodes) {
		if (node.name === 'Read the clip') {
			// n8n wants forward slashes on Windows too.
			node.parameters['fileSelector'] = path.join(fixtures, 'clip.wav').replaceAll('\\', '/');
		}
		if (node.name === nodeName) {
			Object.assign(node.parameters, { name: 'n8n demo voice', transcription });
			node.credentials = { vogentApi: CREDENTIAL };
		}
	}
	return { ...workflow, id: workflowId };
}
