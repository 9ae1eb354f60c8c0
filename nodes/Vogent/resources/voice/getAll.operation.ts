import { trimmedTextField } from '../../fields/simple';
import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the voices that the key can use. API page: "List Voices" (`GET /voices`). */
export const getAll = getMany({
	action: 'Get many voices',
	description: 'List the voices that you can use, with their IDs',
	...lists.voices,
	filters: [
		trimmedTextField({
			name: 'name',
			label: 'Name',
			placeholder: 'e.g. Anna',
			description: 'Only return voices with this name',
		}),
		trimmedTextField({
			name: 'voiceType',
			label: 'Voice Type',
			description:
				'Only return voices of this type. To see which types exist, run once without filters.',
		}),
	],
});
