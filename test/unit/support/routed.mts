import type { IDataObject, INodeExecutionData, INodeParameters, NodeApiError } from 'n8n-workflow';

import { route } from '../../../nodes/Vogent/router.ts';
import { createContext, type Execution } from '../../component/support/execution.mts';
import { useService } from '../../support/service.mts';
import { rejection, useContexts } from './item.mts';

type Context = Awaited<ReturnType<typeof createContext>>;

/** A clip as it is in an item. */
export const clip = { data: Buffer.from('a clip').toString('base64'), mimeType: 'audio/wav' };

/** An item with a clip and the name of the voice to make. */
export const named = (name: string): INodeExecutionData => ({
	json: { name },
	binary: { data: clip },
});

/** The service's answer that a voice was made. */
export const voice = (id: string) => ({ body: { id } });

interface Shown extends NodeApiError {
	context: IDataObject;
}

/** The error that the user sees when the node fails. */
export const failureOf = async (context: Context) => (await rejection(route(context))) as Shown;

/** A service for the tests of a file, and the node's contexts for it: Clone, unless a test changes the parameters. */
export function useRouter() {
	useContexts();
	const service = useService();

	async function contextOf(
		items: INodeExecutionData[],
		options: IDataObject = {},
		changes: Partial<Execution> & { parameters?: INodeParameters } = {},
	): Promise<Context> {
		return await createContext({
			credential: { baseUrl: service.baseUrl, apiKey: 'key-1234' },
			items,
			...changes,
			parameters: {
				resource: 'voice',
				operation: 'clone',
				name: '={{ $json.name }}',
				model: 'CSM',
				binaryPropertyName: 'data',
				transcription: '',
				options: { checkClip: false, maxTries: 1, ...options } as never,
				...changes.parameters,
			},
		});
	}

	/** The names of the voices that the service was asked for. */
	const names = () => service.requests.map(({ body }) => /name="name"\s+(\w+)/.exec(body)?.[1]);

	return { service, contextOf, names };
}
