export const WAV_HEADER_BYTES = 44;

/** What a WAV file of uncompressed mono sound begins with. */
export function wavHeader({
	soundBytes,
	sampleRate,
	bytesPerSample = 2,
}: {
	soundBytes: number;
	sampleRate: number;
	bytesPerSample?: 1 | 2;
}): Buffer {
	const header = Buffer.alloc(WAV_HEADER_BYTES);
	header.write('RIFF', 0);
	header.writeUInt32LE(WAV_HEADER_BYTES - 8 + soundBytes, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * bytesPerSample, 28);
	header.writeUInt16LE(bytesPerSample, 32);
	header.writeUInt16LE(bytesPerSample * 8, 34);
	header.write('data', 36);
	header.writeUInt32LE(soundBytes, 40);
	return header;
}
