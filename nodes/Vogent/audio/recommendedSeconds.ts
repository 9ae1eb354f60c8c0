const RECOMMENDED = {
	CARTESIA: { least: 10, most: 30 },
	CSM: { least: 10, most: 20 },
};

/** How long a clip for this model should be, in seconds, as Vogent recommends it. */
export function recommendedSeconds(model: keyof typeof RECOMMENDED): {
	least: number;
	most: number;
} {
	return { ...RECOMMENDED[model] };
}
